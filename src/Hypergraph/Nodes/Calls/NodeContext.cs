namespace Hypergraph;

/// <summary>
/// What a function can learn of its run and tell it while it runs: a parameter of this type is filled in by the run, as a
/// <see cref="System.Threading.CancellationToken"/> is, and is no input.
/// </summary>
/// <remarks>
/// Its members may be called from any thread. What is told after the node has ended is ignored, and with no processor
/// attached everything is. A test of a function may derive its own.
/// </remarks>
public abstract class NodeContext
{
    /// <summary>Creates a context.</summary>
    protected NodeContext()
    {
    }

    /// <summary>The name of the node in its graph.</summary>
    public abstract string NodeName { get; }

    /// <summary>The zero-based index of the innermost map item that the node runs in, or null outside a map.</summary>
    public abstract int? ItemIndex { get; }

    /// <summary>
    /// How many times the node has started in this run of its graph, this time included: in a loop, the number of the iteration, of a
    /// node that runs in each. 1 where nothing repeats; attempts of one execution have one number.
    /// </summary>
    /// <value>1, unless a derived class overrides it.</value>
    public virtual int Iteration => 1;

    /// <summary>Cancelled when the call is, or when an interceptor gives this execution up, such as a timeout.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Whether the run was asked to stop, or the caller takes no more results of a map over a stream. A node that is running may finish;
    /// one that can end sooner with something of use may look here. A function that returns a stream is ended between two items: when its next item comes.
    /// </summary>
    public abstract bool IsStopRequested { get; }

    /// <summary>Tells how far the node is: a <see cref="NodeProgressEvent"/>.</summary>
    /// <param name="done">How much is done, in units of the node's own.</param>
    /// <param name="total">How much there is to do in all, in the same units; null if that is not known.</param>
    public abstract void ReportProgress(long done, long? total = null);

    /// <summary>Tells of a part of the result that is ready: a <see cref="StreamingChunkEvent"/>.</summary>
    /// <param name="chunk">The part.</param>
    public abstract void StreamChunk(object? chunk);

    /// <summary>Called when a stop has ended the stream of the function.</summary>
    internal virtual void EndStream()
    {
    }
}
