using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The input from a member that is read by reflection, where no code can be generated for its type.</summary>
internal sealed class ReflectedInput<T>(Func<object?, object?> read, InputWriter<object?> writer) : InputWriter<T>
{
    public override bool TryWrite(Frame frame, in T input) => writer.TryWrite(frame, read(input));

    public override void AddTo(object?[] values, in T input) => writer.AddTo(values, read(input));
}
