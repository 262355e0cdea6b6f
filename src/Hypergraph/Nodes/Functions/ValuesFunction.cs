using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Results;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>A function over named values, built from data.</summary>
internal sealed class ValuesFunction(NodeInput[] inputs, Func<IReadOnlyDictionary<string, object?>, object?> body)
    : TypedFunction<object?>(name: null, inputs, new ValueResult<object?>(SlotType<object?>.Instance, ListWriter.Instance, isUntyped: true))
{
    private readonly string[] _names = [.. inputs.Select(i => i.Name)];

    public override bool IsUntyped => true;

    public override object? Call(Frame frame, Slot[] parameters) => body(DataInputs.Read(_names, frame, parameters));
}
