using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>A value that supplies no input: the token of a call.</summary>
internal sealed class IgnoredInput<T> : InputWriter<T>
{
    public override bool TryWrite(Frame frame, in T input) => true;

    public override void AddTo(object?[] values, in T input)
    {
    }
}
