using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Hypergraph.Resilience;

/// <summary>Extension methods that run the calls of nodes through Polly pipelines.</summary>
public static class NodeResilienceExtensions
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(2);

    /// <summary>Returns the same node with its calls going through a pipeline, inside the interceptors that it has already.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="pipeline">The pipeline. Nodes that use the same pipeline share its state, such as that of a circuit breaker.</param>
    public static TNode WithResilience<TNode>(this TNode node, ResiliencePipeline pipeline)
        where TNode : CallableNode => node.WithInterceptors(new ResilienceInterceptor(pipeline));

    /// <summary>Returns the same node with its calls going through a pipeline for node outputs: with hedging, or with a fallback.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="pipeline">The pipeline. Nodes that use the same pipeline share its state, such as that of a circuit breaker.</param>
    public static TNode WithResilience<TNode>(this TNode node, ResiliencePipeline<NodeOutputs> pipeline)
        where TNode : CallableNode => node.WithInterceptors(new ResilienceInterceptor(pipeline));

    /// <summary>
    /// Returns the same node with retries: exponential delays with jitter. A timeout that the function throws as
    /// <see cref="OperationCanceledException"/> is a failure like any other; cancellation of the call's token is not retried.
    /// </summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="retries">The maximum number of retries after the first attempt: 1 or more.</param>
    /// <param name="delay">The mean delay of the first retry; null is 2 seconds, zero retries immediately.</param>
    /// <param name="timeProvider">The clock of the delays; null is <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A number is out of range.</exception>
    public static TNode WithRetry<TNode>(this TNode node, int retries, TimeSpan? delay = null, TimeProvider? timeProvider = null)
        where TNode : CallableNode => node.WithResilience(new ResiliencePipelineBuilder { TimeProvider = timeProvider }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = static args => ValueTask.FromResult(
                args.Outcome.Exception is { } error && !(error is OperationCanceledException && args.Context.CancellationToken.IsCancellationRequested)),
            MaxRetryAttempts = retries,
            Delay = delay ?? DefaultDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build());

    /// <summary>Returns the same node with a timeout, after which it fails with <see cref="TimeoutRejectedException"/>.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">
    /// The node. Its function must end when its token is canceled: a <see cref="CancellationToken"/> parameter, or
    /// <see cref="NodeContext.CancellationToken"/>.
    /// </param>
    /// <param name="timeout">The time, from 10 milliseconds to 24 hours.</param>
    /// <param name="timeProvider">The clock; null is <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">The time is out of range.</exception>
    public static TNode WithTimeout<TNode>(this TNode node, TimeSpan timeout, TimeProvider? timeProvider = null)
        where TNode : CallableNode => node.WithResilience(new ResiliencePipelineBuilder { TimeProvider = timeProvider }
        .AddTimeout(new TimeoutStrategyOptions { Timeout = timeout })
        .Build());
}
