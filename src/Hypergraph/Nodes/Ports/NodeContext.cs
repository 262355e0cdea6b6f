using System.Diagnostics;

namespace Hypergraph;

/// <summary>
/// The connection of a running function to its run. The run injects an argument for a parameter of this type, as for a
/// <see cref="System.Threading.CancellationToken"/>; such a parameter is not an input.
/// </summary>
/// <remarks>
/// Its members are thread-safe. Reports after the end of the node are ignored, and all reports are if no processor is
/// attached. A test of a function may derive its own class.
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
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
    /// How many times the node has started in this run of its graph, including this time: the number of the iteration, for a node that
    /// runs in every iteration of a loop. 1 outside loops; all attempts of one execution have the same number.
    /// </summary>
    /// <value>1, unless a derived class overrides it.</value>
    public virtual int Iteration => 1;

    /// <summary>
    /// A key of this execution for the other side of an effect, which does it once for each key: 32 hex digits that are the same for all attempts, and in a durable run also after
    /// a restart. Another execution, iteration, item or run has another key; of durable runs, another <see cref="RunOptions.WorkflowId"/>.
    /// </summary>
    /// <value>Empty, unless a derived class overrides it.</value>
    public virtual string IdempotencyKey => string.Empty;

    /// <summary>Canceled when the call is, or when an interceptor abandons this execution, such as a timeout.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Whether the run was asked to stop, or the caller reads no more results of a map over a stream. A running node may finish;
    /// a node that can end sooner with a useful result may check this. A function that returns a stream is ended when its next item arrives.
    /// </summary>
    public abstract bool IsStopRequested { get; }

    /// <summary>Reports the progress of the node with a <see cref="NodeProgressEvent"/>.</summary>
    /// <param name="done">The amount of work that is done, in the node's own units.</param>
    /// <param name="total">The total amount of work in the same units; null if it is unknown.</param>
    public abstract void ReportProgress(long done, long? total = null);

    /// <summary>Reports a part of the result with a <see cref="StreamingChunkEvent"/>.</summary>
    /// <param name="chunk">The part.</param>
    public abstract void StreamChunk(object? chunk);

    /// <summary>Called when a stop has ended the function's stream.</summary>
    internal virtual void EndStream()
    {
    }

    private string DebuggerText => ItemIndex is null ? NodeName : $"{NodeName} [item {ItemIndex}]";
}
