using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A function and the outputs of its result. Runs call it through the <see cref="ResolvedCall"/> that it creates for their slots.</summary>
internal abstract class NodeBody
{
    /// <summary>The outputs that it writes, in order.</summary>
    public required IReadOnlyList<NodeOutput> Outputs { get; init; }

    /// <summary>Whether it needs the node's context, in a slot after those of the function's parameters.</summary>
    public virtual bool NeedsContext => false;

    /// <summary>Returns the call with its slots.</summary>
    public virtual ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, ReadOnlySpan<Slot> outputs) =>
        new CallWithSlots(this, parameters.ToArray(), outputs.ToArray());

    /// <summary>Calls the function with the values in the parameters' slots and writes its result to the outputs' slots.</summary>
    /// <returns>As <see cref="ResolvedCall.Invoke"/>.</returns>
    protected abstract Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs);

    /// <summary>Writes the result of a task that <see cref="Invoke"/> has returned to the slots of the outputs.</summary>
    protected virtual void WriteResult(Task done, Frame frame, Slot[] outputs)
    {
    }

    /// <summary>A call of a body whose shape has no type of its own.</summary>
    private sealed class CallWithSlots(NodeBody body, Slot[] parameters, Slot[] outputs) : ResolvedCall
    {
        public override Task? Invoke(Frame frame) => body.Invoke(frame, parameters, outputs);

        public override void WriteResult(Task done, Frame frame) => body.WriteResult(done, frame, outputs);
    }
}
