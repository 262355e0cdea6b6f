using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Determines which output of a graph each value of a result is, and checks that all of them fit.</summary>
/// <param name="plan">The plan of the graph.</param>
/// <param name="names">The names of the outputs in the order of the values; none to derive them.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class OutputBinding(ExecutionPlan plan, IReadOnlyList<string> names, Problems problems)
{
    /// <summary>The outputs that values without names are, in order.</summary>
    private readonly string[] _candidates = CandidatesOf(plan.Graph, names);

    /// <summary>Whether the result is one output itself, and not an object or a tuple that has outputs.</summary>
    public bool IsOutput(Type type, Part[] members) =>
        members.Length == 0 || (_candidates is [var only] && (OutputOf(only) is not { } output || Fits(output, type)) && !members.Any(member => member.FindIn([only]) is not null));

    /// <summary>The outputs of the values. Only complete if there are no problems.</summary>
    public PlanValue[] Bind(Part[] parts)
    {
        string?[] bound = names.Count == 0 && Array.TrueForAll(parts, p => p.Name is not null) ? BindByNames(parts) : BindInOrder(parts);
        List<PlanValue> values = [];
        for (int i = 0; i < bound.Length; i++)
        {
            if (bound[i] is { } name && Check(name, parts[i], i))
            {
                values.Add(plan.Value(name));
            }
        }

        return [.. values];
    }

    private IEnumerable<string> OutputNames => plan.Graph.Outputs.Select(output => output.Name);

    private static string[] CandidatesOf(Graph graph, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            return [.. names];
        }

        string[] all = [.. graph.Outputs.Select(output => output.Name)];
        string[] unread = Array.FindAll(all, name => graph.Structure.Find(name) is { Inputs.Count: 0 });
        return graph.Spec.Selected is not null || unread.Length == 0 ? all : unread;
    }

    private static bool Fits(GraphOutput output, Type type) => output.IsUntyped || TypeFit.IsAssignable(type, output.Type);

    private GraphOutput? OutputOf(string name) => plan.Graph.Outputs.FirstOrDefault(output => output.Name == name);

    private string?[] BindByNames(Part[] parts) => Array.ConvertAll(parts, part =>
    {
        if (part.FindIn(OutputNames) is { } found)
        {
            return found;
        }

        AddUnknown(part.Name!);
        return null;
    });

    private string?[] BindInOrder(Part[] parts)
    {
        if (_candidates.Length == parts.Length)
        {
            return _candidates;
        }

        string outputs = names.Count > 0 ? $"{CountText.Of(names.Count, "output")} {(names.Count == 1 ? "is" : "are")} named" : $"the graph has {CountText.Of(_candidates.Length, "output")} that could be meant";
        problems.Add($"{CountText.Of(parts.Length, "value")} {(parts.Length == 1 ? "is" : "are")} returned, but {outputs}: {NameList.Of(_candidates)}. Select the outputs that are meant, or name them in the options.");
        return [null];
    }

    private bool Check(string name, Part part, int index)
    {
        if (OutputOf(name) is not { } output)
        {
            AddUnknown(name);
            return false;
        }

        if (!Fits(output, part.Type))
        {
            problems.Add($"output '{name}' is of type {TypeNames.Of(output.Type)}, but {part.Describe(index)} of the result is {TypeNames.Of(part.Type)}. Return {TypeNames.Of(output.Type)}.");
        }

        if (output.MayBeMissing)
        {
            problems.Add($"a run may complete without output '{name}', because it depends on the decision of a gate. Produce it in every branch, or run the graph itself and use TryGet.");
        }

        return true;
    }

    private void AddUnknown(string name) =>
        problems.Add($"there is no output '{name}'.{NearestName.Suggest(name, OutputNames)} Outputs: {NameList.Of(OutputNames)}.");
}
