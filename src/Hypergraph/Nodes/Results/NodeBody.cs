namespace Hypergraph;

/// <summary>A function and where its result goes.</summary>
internal abstract class NodeBody
{
    /// <summary>The outputs that it writes, in order.</summary>
    public required IReadOnlyList<NodeOutput> Outputs { get; init; }

    /// <summary>Whether it takes the node's context, in a slot behind those of the function's parameters.</summary>
    public virtual bool NeedsContext => false;

    /// <summary>
    /// Calls the function with the values in the parameters' slots and writes its result to the outputs' slots.
    /// </summary>
    /// <returns>Null if that is done; otherwise a task whose result <see cref="WriteResult"/> is to write when it has ended well.</returns>
    public abstract Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs);

    /// <summary>Writes the result of a task that <see cref="Invoke"/> has returned to the outputs' slots.</summary>
    public virtual void WriteResult(Task done, Frame frame, Slot[] outputs)
    {
    }

    /// <summary>The same call with its slots.</summary>
    public virtual ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, ReadOnlySpan<Slot> outputs) =>
        new ResolvedBody(this, parameters.ToArray(), outputs.ToArray());
}
