using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Results;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>An asynchronous function over named values, built from data.</summary>
internal sealed class AsyncValuesFunction(
    NodeInput[] inputs, Func<IReadOnlyDictionary<string, object?>, CancellationToken, Task<object?>> body)
    : TypedFunction<Task<object?>>(name: null, [.. inputs, NodeInput.Token], new TaskResult<object?>(new ValueResult<object?>(SlotType<object?>.Instance, ListWriter.Instance, isUntyped: true)))
{
    private readonly string[] _names = [.. inputs.Select(i => i.Name)];

    public override bool IsUntyped => true;

    public override Task<object?> Call(Frame frame, Slot[] parameters) =>
        body(DataInputs.Read(_names, frame, parameters), frame.Read<CancellationToken>(parameters[^1]));
}
