using Hypergraph.Nodes.Naming;
using Hypergraph.Testing.Responses;

namespace Hypergraph.Testing.Calls;

/// <summary>Compares the values of a <see cref="FakeNodeCall"/> with the inputs and outputs of its node, so that a misspelled name does not go unnoticed.</summary>
internal static class CallCheck
{
    /// <exception cref="ArgumentException">The node has no such input.</exception>
    public static void Inputs(CallableNode node, GraphInputs inputs)
    {
        foreach (string name in inputs.Values.Keys)
        {
            if (node.Inputs.All(input => input.Name != name))
            {
                throw new ArgumentException($"Node '{node.Name}' has no input '{name}'. Inputs: {ListOf(node.Inputs.Select(input => input.Name))}.", nameof(inputs));
            }
        }
    }

    /// <exception cref="ArgumentException">They are not the outputs of the node, or of other types.</exception>
    public static void Outputs(CallableNode node, NodeOutputs outputs)
    {
        string[] expected = NamesOf(node);
        if (!outputs.Values.Keys.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
        {
            throw new ArgumentException(
                $"The response has {ListOf(outputs.Values.Keys)}, but the outputs of node '{node.Name}' are {ListOf(expected)}. Supply a value for each.", nameof(outputs));
        }

        if (node is FunctionNode
            && node.Outputs.FirstOrDefault(output => !TypeText.Accepts(output.Type, outputs.Values[output.Name])) is { } wrong)
        {
            throw new ArgumentException(
                $"The response has '{wrong.Name}' as {TypeText.OfValue(outputs.Values[wrong.Name])}, but node '{node.Name}' produces {TypeNames.Of(wrong.Type)}.", nameof(outputs));
        }
    }

    /// <summary>Returns the names of what the function returns: a gate and an interrupt have one of their own.</summary>
    private static string[] NamesOf(CallableNode node) => node switch
    {
        GateNode => ["decision"],
        InterruptNode => ["question"],
        _ => [.. node.Outputs.Select(output => output.Name)],
    };

    private static string ListOf(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Select(name => $"'{name}'")) : "none";
}
