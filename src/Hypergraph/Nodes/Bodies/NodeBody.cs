using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A function and the outputs of its result.</summary>
internal abstract class NodeBody
{
    /// <summary>The outputs that it writes, in order.</summary>
    public required IReadOnlyList<NodeOutput> Outputs { get; init; }

    /// <summary>Whether it needs the node's context, in a slot after those of the function's parameters.</summary>
    public virtual bool NeedsContext => false;

    /// <summary>
    /// Calls the function with the values in the parameters' slots and writes its result to the outputs' slots.
    /// </summary>
    /// <returns>Null if that is done; otherwise a task. After it completes successfully, <see cref="WriteResult"/> must write its result.</returns>
    public abstract Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs);

    /// <summary>Writes the result of a task that <see cref="Invoke"/> has returned to the slots of the outputs.</summary>
    public virtual void WriteResult(Task done, Frame frame, Slot[] outputs)
    {
    }

    /// <summary>Returns the call with its slots.</summary>
    public virtual ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, ReadOnlySpan<Slot> outputs) =>
        new ResolvedBody(this, parameters.ToArray(), outputs.ToArray());
}
