namespace Hypergraph;

/// <summary>
/// A call of a function whose arguments and results have their slots: what a plan keeps of a node to call it. The shapes of
/// most nodes have one object of their own, so that a run touches as little memory for a node as it can.
/// </summary>
internal abstract class ResolvedCall
{
    /// <summary>Calls the function with the values in its slots and writes its result to slots.</summary>
    /// <returns>Null if that is done; otherwise a task whose result <see cref="WriteResult"/> is to write when it has ended well.</returns>
    public abstract Task? Invoke(Frame frame);

    /// <summary>Writes the result of a task that <see cref="Invoke"/> has returned.</summary>
    public virtual void WriteResult(Task done, Frame frame)
    {
    }

    /// <summary>Calls the function; its result is written by the end of the task.</summary>
    /// <returns>Null if that is done.</returns>
    public Task? Start(Frame frame) => Invoke(frame) is { } pending ? WriteResultAsync(pending, frame) : null;

    private async Task WriteResultAsync(Task pending, Frame frame)
    {
        await pending.ConfigureAwait(false);
        WriteResult(pending, frame);
    }
}
