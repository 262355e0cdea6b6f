using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>One execution of a node, as interceptors receive it. Thread-safe.</summary>
/// <remarks>Runs create it. A test of an interceptor may derive its own class, or use <c>FakeNodeCall</c> of the package <c>Hypergraph.Testing</c>.</remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public abstract class NodeCall
{
    /// <summary>Creates a call.</summary>
    protected NodeCall()
    {
    }

    /// <summary>The node.</summary>
    public abstract CallableNode Node { get; }

    /// <summary>The name of the graph of the node, or null for a graph without a name.</summary>
    public abstract string? GraphName { get; }

    /// <summary>The zero-based index of the innermost map item that the node runs in, or null outside a map.</summary>
    public abstract int? ItemIndex { get; }

    /// <summary>The caller's name for the call (<c>RunOptions.WorkflowId</c>), or null.</summary>
    public abstract string? WorkflowId { get; }

    /// <summary>The logger of the runner (<c>Runner.Logger</c>), for messages of an interceptor; never null.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The input values of the node, by name.</summary>
    public abstract IReadOnlyDictionary<string, object?> Inputs { get; }

    /// <summary>Calls the next interceptor, or the function.</summary>
    /// <param name="cancellationToken">The token that the function receives, if it has a parameter for it.</param>
    /// <returns>The outputs of the node.</returns>
    /// <remarks>
    /// Each call has its own values, so several calls may be in flight at once; the node has the outputs that the interceptor returns.
    /// An exception of the function is thrown here.
    /// </remarks>
    public abstract ValueTask<NodeOutputs> InvokeAsync(CancellationToken cancellationToken);

    /// <summary>Calls the next interceptor, or the function, on the current thread.</summary>
    /// <param name="cancellationToken">The token that the function receives, if it has a parameter for it.</param>
    /// <returns>The outputs of the node.</returns>
    public abstract NodeOutputs Invoke(CancellationToken cancellationToken);

    /// <summary>Reports the start of an attempt with a <see cref="NodeAttemptStartEvent"/>.</summary>
    /// <returns>The attempt. End it; an attempt that has not ended when the node ends is ended then.</returns>
    public abstract NodeAttempt StartAttempt();

    private string DebuggerText => ItemIndex is null ? $"{Node}" : $"{Node} [item {ItemIndex}]";
}
