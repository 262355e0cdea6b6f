namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>When a graph's outputs may be there, by what its gates decide: a necessary condition for each output that may be missing.</summary>
internal sealed class OutputConditions
{
    /// <summary>The number of decisions on which a graph's outputs may depend; beyond it nothing is said, as nested graphs add up.</summary>
    private const int MaxVariables = 64;

    private static readonly OutputConditions None = new([], []);

    private readonly Dictionary<string, BranchCondition> _conditions;

    private OutputConditions(IReadOnlyList<BranchVariable> variables, Dictionary<string, BranchCondition> conditions)
    {
        Variables = variables;
        _conditions = conditions;
    }

    /// <summary>The decisions that the conditions speak of.</summary>
    public IReadOnlyList<BranchVariable> Variables { get; }

    /// <summary>When the output may be there; null if nothing is known.</summary>
    public BranchCondition? Find(string output) => _conditions.GetValueOrDefault(output);

    /// <summary>Works out the conditions of a graph.</summary>
    /// <param name="graph">What the graph was built from.</param>
    /// <param name="structure">Its structure.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="answers">The answers that a call may supply.</param>
    /// <param name="assumesExclusive">As in <see cref="RunConditions"/>.</param>
    public static OutputConditions Of(
        GraphSpec graph,
        GraphStructure structure,
        IReadOnlyList<GraphOutput> outputs,
        IReadOnlyList<GraphInput> inputs,
        IReadOnlyList<GraphInput> answers,
        bool assumesExclusive)
    {
        string[] names = [.. outputs.Where(o => o.MayBeMissing).Select(o => o.Name)];
        if (names.Length == 0)
        {
            return None;
        }

        StackGuard.Check(graph);
        var run = new RunConditions(structure, inputs, answers, assumesExclusive);
        Dictionary<string, BranchCondition> conditions = names
            .Select(name => (Name: name, Condition: run.MayHave(name)))
            .Where(output => output.Condition is { IsAlways: false, IsNever: false })
            .ToDictionary(output => output.Name, output => output.Condition);
        int[] used = [.. conditions.Values.SelectMany(c => c.Cases).SelectMany(choices => choices).Select(choice => choice.Variable).Distinct().Order()];
        return used.Length > MaxVariables
            ? None
            : new OutputConditions(
                [.. used.Select(variable => run.Variables[variable])],
                conditions.ToDictionary(c => c.Key, c => c.Value.WithVariables(variable => Array.IndexOf(used, variable))));
    }
}
