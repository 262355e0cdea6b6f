using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>
/// A call of a function with the slots of its arguments and results. A plan stores it for each node. The shapes of most nodes have
/// a type of their own with a single object, so that a run accesses as little memory for a node as possible.
/// </summary>
internal abstract class ResolvedCall
{
    /// <summary>Calls the function with the values in its slots and writes its result to slots.</summary>
    /// <returns>Null if that is done; otherwise a task. After it completes successfully, <see cref="WriteResult"/> must write its result.</returns>
    public abstract Task? Invoke(Frame frame);

    /// <summary>Writes the result of a task that <see cref="Invoke"/> has returned.</summary>
    public virtual void WriteResult(Task done, Frame frame)
    {
    }

    /// <summary>Calls the function. The result is written before the task completes.</summary>
    /// <returns>Null if that is done.</returns>
    public Task? Start(Frame frame) => Invoke(frame) is { } pending ? WriteResultAsync(pending, frame) : null;

    private async Task WriteResultAsync(Task pending, Frame frame)
    {
        await pending.ConfigureAwait(false);
        WriteResult(pending, frame);
    }
}
