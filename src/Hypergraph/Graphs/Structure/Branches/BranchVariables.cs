namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>
/// The decisions of a graph's gates as variables of conditions: one for each gate that chooses one target, with an option for each target
/// and one for no target; and one for each target of a gate that may choose several. The decisions inside a nested graph on which its
/// outputs depend are variables too.
/// </summary>
internal sealed class BranchVariables
{
    private const int MaxTargets = 60;

    private readonly GraphStructure _structure;
    private readonly bool _assumesExclusive;
    private readonly int[] _firstVariable;
    private readonly List<BranchVariable> _variables = [];

    /// <param name="structure">The graph.</param>
    /// <param name="assumesExclusive">
    /// Whether every gate is regarded as one that chooses one target, once: also those that may choose several, or decide again in a loop.
    /// </param>
    public BranchVariables(GraphStructure structure, bool assumesExclusive)
    {
        _structure = structure;
        _assumesExclusive = assumesExclusive;
        _firstVariable = new int[structure.Nodes.Length];
        for (int n = 0; n < structure.Nodes.Length; n++)
        {
            _firstVariable[n] = _variables.Count;
            if (structure.Nodes[n] is GateNode gate)
            {
                _variables.AddRange(IsExclusive(gate)
                    ? [new BranchVariable(gate.Name, gate.Targets)]
                    : gate.Targets.Select(target => new BranchVariable(gate.Name, [target])));
            }
            else if (NestedOf(n) is { } nested)
            {
                _variables.AddRange(nested.Variables.Select(variable => new BranchVariable(structure.Nodes[n].Name, variable.Targets, variable)));
            }
        }
    }

    /// <summary>Whether the decision of the gate is valid for a whole run.</summary>
    public bool DecidesOnce(int gate) => _assumesExclusive || !_structure.IsInLoop(gate);

    /// <summary>Returns the condition under which a gate chooses a target, if it decides once.</summary>
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

    /// <summary>Returns the condition under which a node that runs may have an output: always, except for nested graphs with gates that decide it.</summary>
    public BranchCondition ConditionOfOutput(int node, string name) =>
        NestedOf(node)?.Find(((INestedGraph)_structure.Nodes[node]).InnerOutput(name))?.WithVariables(v => v + _firstVariable[node]) ?? BranchCondition.Always;

    /// <summary>A variable of conditions.</summary>
    public BranchVariable this[int variable] => _variables[variable];

    /// <summary>Writes a condition: <c>gate 'route' chooses 'left'</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="quote">Writes a name.</param>
    public string TextOf(BranchCondition condition, Func<string, string> quote) =>
        string.Join(" or ", condition.Cases.Select(choices => string.Join(" and ", choices.Select(choice => TextOf(choice, quote)))));

    private string TextOf(BranchChoice choice, Func<string, string> quote)
    {
        IReadOnlyList<string> all = _variables[choice.Variable].Targets;
        bool choosesNone = (choice.Options >> all.Count) != 0;
        ulong options = choosesNone ? choice.All & ~choice.Options : choice.Options;
        IEnumerable<string> targets = all.Where((_, t) => (options & (1UL << t)) != 0);
        return $"gate {quote(_variables[choice.Variable].Gate)} {(choosesNone ? "does not choose" : "chooses")} {string.Join(" or ", targets.Select(quote))}";
    }

    private bool IsExclusive(GateNode gate) => _assumesExclusive || !gate.AllowsMultiple;

    /// <summary>The conditions of the outputs of a nested graph that runs once; null of every other node.</summary>
    private OutputConditions? NestedOf(int node) => _structure.Nodes[node] is IConditionalOutputs nested && _structure.IsActive[node] && DecidesOnce(node)
        ? nested.ConditionsOfOutputs(_assumesExclusive)
        : null;
}
