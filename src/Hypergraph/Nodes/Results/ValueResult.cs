using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>A result that is available when the function returns.</summary>
internal sealed class ValueResult<T>(SlotType<T> slotType, TupleWriter<T>? tuple = null, bool isUntyped = false) : FunctionResult<T>
{
    public override Type ValueType => typeof(T) == typeof(NoResult) ? typeof(void) : typeof(T);

    public override bool IsAsync => false;

    public override int TupleSize => tuple?.Size ?? 0;

    public override NodeBody Bind(TypedFunction<T> function, IReadOnlyList<string> outputs) =>
        outputs.Count == 1 && typeof(T) != typeof(object)
            ? new SingleValueBody<T>(function) { Outputs = OutputsOf(outputs) }
            : new ValueBody<T>(function, WriterOf(outputs)) { Outputs = OutputsOf(outputs) };

    /// <summary>Returns outputs with these names and their types.</summary>
    public IReadOnlyList<NodeOutput> OutputsOf(IReadOnlyList<string> names) => names.Count switch
    {
        0 => [],
        1 => [new NodeOutput(names[0], slotType, isUntyped)],
        _ => [.. tuple!.ElementTypes(names.Count).Select((type, i) => new NodeOutput(names[i], type, isUntyped))],
    };

    /// <summary>Returns the writer for that many outputs.</summary>
    public ResultWriter<T> WriterOf(IReadOnlyList<string> names) => names.Count switch
    {
        0 => DiscardingWriter<T>.Instance,
        1 => typeof(T) == typeof(object) ? (ResultWriter<T>)(object)ObjectWriter.Instance : SingleWriter<T>.Instance,
        _ => tuple!,
    };
}
