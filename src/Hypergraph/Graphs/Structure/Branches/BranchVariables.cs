namespace Hypergraph;

/// <summary>
/// The decisions of a graph's gates as variables of conditions: one for each gate that opens one target, with an option for each target
/// and one for opening none; one for each target of a gate that may open several.
/// </summary>
internal sealed class BranchVariables
{
    private const int MaxTargets = 60;

    private readonly GraphStructure _structure;
    private readonly bool _assumesExclusive;
    private readonly int[] _firstVariable;
    private readonly List<int> _gates = [];

    /// <param name="structure">The graph.</param>
    /// <param name="excludesAll">
    /// Whether every gate counts as one that opens one target, once: also those that may open several, or decide again in a loop.
    /// </param>
    public BranchVariables(GraphStructure structure, bool excludesAll)
    {
        _structure = structure;
        _assumesExclusive = excludesAll;
        _firstVariable = new int[structure.Nodes.Length];
        for (int g = 0; g < structure.Nodes.Length; g++)
        {
            if (structure.Nodes[g] is GateNode gate)
            {
                _firstVariable[g] = _gates.Count;
                _gates.AddRange(Enumerable.Repeat(g, IsExclusive(gate) ? 1 : gate.Targets.Count));
            }
        }
    }

    /// <summary>Whether what the gate decides is known to hold for a whole run.</summary>
    public bool DecidesOnce(int gate) => _assumesExclusive || !_structure.IsInLoop(gate);

    /// <summary>The condition that a gate opens a target, where it decides once.</summary>
    public BranchCondition ConditionOf(GateLink link)
    {
        var gate = (GateNode)_structure.Nodes[link.Gate];
        if (gate.Targets.Count > MaxTargets)
        {
            return BranchCondition.Always;
        }

        return BranchCondition.Of(IsExclusive(gate)
            ? new BranchChoice(_firstVariable[link.Gate], 1UL << link.Target, (1UL << (gate.Targets.Count + 1)) - 1)
            : new BranchChoice(_firstVariable[link.Gate] + link.Target, 1, 3));
    }

    /// <summary>Writes a condition: <c>gate 'route' opens 'left'</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="quote">Writes a name.</param>
    public string TextOf(BranchCondition condition, Func<string, string> quote) =>
        string.Join(" or ", condition.Cases.Select(choices => string.Join(" and ", choices.Select(choice => TextOf(choice, quote)))));

    private string TextOf(BranchChoice choice, Func<string, string> quote)
    {
        int g = _gates[choice.Variable];
        var gate = (GateNode)_structure.Nodes[g];
        bool opensNone = IsExclusive(gate) ? (choice.Options >> gate.Targets.Count) != 0 : choice.Options == 2;
        ulong options = opensNone ? choice.All & ~choice.Options : choice.Options;
        IEnumerable<string> targets = IsExclusive(gate)
            ? gate.Targets.Where((_, t) => (options & (1UL << t)) != 0)
            : [gate.Targets[choice.Variable - _firstVariable[g]]];
        return $"gate {quote(gate.Name)} {(opensNone ? "does not open" : "opens")} {string.Join(" or ", targets.Select(quote))}";
    }

    private bool IsExclusive(GateNode gate) => _assumesExclusive || !gate.AllowsMultiple;
}
