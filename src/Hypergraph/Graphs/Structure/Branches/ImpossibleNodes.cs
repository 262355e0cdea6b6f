namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>Finds nodes that can never run because they need values from branches that exclude each other.</summary>
internal static class ImpossibleNodes
{
    /// <exception cref="GraphConfigurationException">A node can never run.</exception>
    public static void Check(GraphSpec spec, GraphStructure structure, IReadOnlyList<GraphInput> inputs, IReadOnlyList<GraphInput> answers)
    {
        if (!Array.Exists(structure.ActiveNodes, n => !structure.IsInLoop(n) && (structure.Nodes[n] is GateNode { AllowsMultiple: false } || HasExclusiveOutputs(structure.Nodes[n], assumesExclusive: false))))
        {
            return;
        }

        var conditions = new RunConditions(structure, inputs, answers, assumesExclusive: false);
        foreach (int node in structure.ActiveNodes)
        {
            if (conditions.IsImpossible(node))
            {
                throw spec.Error(
                    $"node '{structure.Nodes[node].Name}' can never run: {string.Join(", but ", ClausesOf(conditions, node))}. Let each branch produce what the node needs, declare a default for the input, or use a Route with AllowMultiple that chooses both.");
            }
        }
    }

    /// <summary>
    /// Finds the nodes that run only if a gate chooses several targets, at once or in different iterations of a loop, with the values
    /// that they need and their branches.
    /// </summary>
    public static Dictionary<int, string> FindUncertain(GraphStructure structure, IReadOnlyList<GraphInput> inputs, IReadOnlyList<GraphInput> answers)
    {
        if (!Array.Exists(structure.ActiveNodes, n => structure.Nodes[n] is GateNode || HasExclusiveOutputs(structure.Nodes[n], assumesExclusive: true)))
        {
            return [];
        }

        var conditions = new RunConditions(structure, inputs, answers, assumesExclusive: true);
        return structure.ActiveNodes.Where(conditions.IsImpossible).ToDictionary(
            node => node,
            node => string.Join(" and ", ConflictOf(conditions, node).Select(r =>
                $"{r.Name ?? "to be chosen"} ({conditions.Variables.TextOf(r.Condition, name => name)})")));
    }

    /// <summary>Whether the gates of a nested graph decide which of its outputs there are.</summary>
    private static bool HasExclusiveOutputs(Node node, bool assumesExclusive) =>
        node is IConditionalOutputs nested && nested.ConditionsOfOutputs(assumesExclusive) is { Variables.Count: > 0 };

    private static IEnumerable<string> ClausesOf(RunConditions conditions, int node) => ConflictOf(conditions, node).Select(r =>
    {
        string condition = conditions.Variables.TextOf(r.Condition, name => $"'{name}'");
        return r.Name is null ? $"it runs only if {condition}" : $"it needs '{r.Name}', which is available only if {condition}";
    });

    /// <summary>Returns two requirements that exclude each other; if no two do, all that have a condition.</summary>
    private static RunRequirement[] ConflictOf(RunConditions conditions, int node)
    {
        RunRequirement[] all = [.. conditions.RequirementsOf(node).Where(r => !r.Condition.IsAlways)];
        for (int i = 1; i < all.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (all[j].Condition.And(all[i].Condition, BranchCondition.Always).IsNever)
                {
                    return [all[j], all[i]];
                }
            }
        }

        return all;
    }
}
