using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>Supplies inputs of a graph from a value of one type: to the slots of a frame, or as values of an ordinary run.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal abstract class InputWriter<T>
{
    /// <summary>Writes the inputs to their slots.</summary>
    /// <returns>Whether the graph accepts them; if not, an ordinary run refuses them with its own message.</returns>
    public abstract bool TryWrite(Frame frame, in T input);

    /// <summary>Adds the inputs to the values of an ordinary run, each at the index of its name.</summary>
    public abstract void AddTo(object?[] values, in T input);
}
