using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>One execution of a node, as an interceptor sees it. Safe from any thread.</summary>
public abstract class NodeCall
{
    private protected NodeCall()
    {
    }

    /// <summary>The node.</summary>
    public abstract CallableNode Node { get; }

    /// <summary>The name of the graph that it stands in, or null for a graph without a name.</summary>
    public abstract string? GraphName { get; }

    /// <summary>The zero-based index of the innermost map item that the node runs in, or null outside a map.</summary>
    public abstract int? ItemIndex { get; }

    /// <summary>The caller's own name for the call (<c>RunOptions.WorkflowId</c>), or null.</summary>
    public abstract string? WorkflowId { get; }

    /// <summary>The logger of the runner (<c>Runner.Logger</c>), for what an interceptor has to report; never null.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The values that the node is called with, by input name.</summary>
    public abstract IReadOnlyDictionary<string, object?> Inputs { get; }

    /// <summary>Goes on to the next interceptor, or calls the function.</summary>
    /// <param name="cancellationToken">The token that the function gets, if it takes one.</param>
    /// <returns>What the node gives.</returns>
    /// <remarks>
    /// Each call has values of its own, so that several may be under way at once and the one whose outputs are returned
    /// counts. What the function throws is thrown here.
    /// </remarks>
    public abstract ValueTask<NodeOutputs> InvokeAsync(CancellationToken cancellationToken);

    /// <summary>Goes on to the next interceptor, or calls the function, without leaving the thread.</summary>
    /// <param name="cancellationToken">The token that the function gets, if it takes one.</param>
    /// <returns>What the node gives.</returns>
    public abstract NodeOutputs Invoke(CancellationToken cancellationToken);

    /// <summary>Tells that an attempt begins: a <see cref="NodeAttemptStartEvent"/>.</summary>
    /// <returns>The attempt, to be ended. One that is still open when the node ends is ended then.</returns>
    public abstract NodeAttempt StartAttempt();
}
