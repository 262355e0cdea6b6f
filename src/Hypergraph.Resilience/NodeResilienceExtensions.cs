using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Hypergraph.Resilience;

/// <summary>Polly pipelines around nodes.</summary>
public static class NodeResilienceExtensions
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(2);

    /// <summary>The same node with its calls going through a pipeline, inside what goes around them already.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="pipeline">The pipeline. What it keeps, such as a circuit's state, all nodes that go through it share.</param>
    public static TNode WithResilience<TNode>(this TNode node, ResiliencePipeline pipeline)
        where TNode : CallableNode => node.WithInterceptors(new ResilienceInterceptor(pipeline));

    /// <summary>The same node with its calls going through a pipeline that knows what nodes give: with hedging, or with a fallback.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="pipeline">The pipeline. What it keeps, such as a circuit's state, all nodes that go through it share.</param>
    public static TNode WithResilience<TNode>(this TNode node, ResiliencePipeline<NodeOutputs> pipeline)
        where TNode : CallableNode => node.WithInterceptors(new ResilienceInterceptor(pipeline));

    /// <summary>
    /// The same node called again when it fails, with twice the delay each time, and some jitter. A timeout that the function throws
    /// as <see cref="OperationCanceledException"/> is a failure like any other; the cancellation of the call's token is not retried.
    /// </summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="retries">How often it is called again at most, after the first attempt: 1 or more.</param>
    /// <param name="delay">The mean time before the first retry; null is 2 seconds, zero retries at once.</param>
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

    /// <summary>The same node given up after a time, with <see cref="TimeoutRejectedException"/>.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">
    /// The node. Its function has to end when its token is cancelled: a <see cref="CancellationToken"/> parameter, or
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
