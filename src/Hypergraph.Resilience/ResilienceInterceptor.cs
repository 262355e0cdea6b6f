using Polly;

namespace Hypergraph.Resilience;

/// <summary>
/// Runs the calls of nodes through a Polly pipeline. Add it to a runner for all of its nodes; for one node use
/// <see cref="NodeResilienceExtensions.WithResilience{TNode}(TNode, ResiliencePipeline)"/>.
/// </summary>
/// <remarks>
/// <para>
/// Every call that the pipeline makes is an attempt, reported by <see cref="NodeAttemptStartEvent"/> and
/// <see cref="NodeAttemptEndEvent"/>, between the one start and the one end of the node. If several pipelines surround a node,
/// the innermost reports the attempts, because it calls the function.
/// </para>
/// <para>
/// The function receives the pipeline's token, so a timeout reaches the function. The operation key is the node's name.
/// <see cref="SyncRunner"/> uses the pipeline's synchronous side.
/// </para>
/// </remarks>
public sealed class ResilienceInterceptor : NodeInterceptor
{
    private readonly ResiliencePipeline<NodeOutputs> _pipeline;

    /// <summary>Creates an interceptor with a pipeline.</summary>
    /// <param name="pipeline">The pipeline. Nodes that use the same pipeline share its state, such as that of a circuit breaker.</param>
    public ResilienceInterceptor(ResiliencePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _pipeline = new ResiliencePipelineBuilder<NodeOutputs>().AddPipeline(pipeline).Build();
    }

    /// <summary>Creates an interceptor with a pipeline for node outputs: with hedging, or with a fallback.</summary>
    /// <param name="pipeline">The pipeline. Nodes that use the same pipeline share its state, such as that of a circuit breaker.</param>
    public ResilienceInterceptor(ResiliencePipeline<NodeOutputs> pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _pipeline = pipeline;
    }

    /// <inheritdoc/>
    public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ResilienceContext context = ResilienceContextPool.Shared.Get(call.Node.Name, cancellationToken);
        try
        {
            ValueTask<NodeOutputs> outputs = ReportsAttempts(call)
                ? _pipeline.ExecuteAsync(static (context, call) => AttemptAsync(call, context.CancellationToken), context, call)
                : _pipeline.ExecuteAsync(static (context, call) => call.InvokeAsync(context.CancellationToken), context, call);
            return await outputs.ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc/>
    public override NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ResilienceContext context = ResilienceContextPool.Shared.Get(call.Node.Name, cancellationToken);
        try
        {
            return ReportsAttempts(call)
                ? _pipeline.Execute(static (context, call) => Attempt(call, context.CancellationToken), context, call)
                : _pipeline.Execute(static (context, call) => call.Invoke(context.CancellationToken), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether no other pipeline is between this one and the function.</summary>
    private bool ReportsAttempts(NodeCall call)
    {
        IReadOnlyList<NodeInterceptor> interceptors = call.Node.Interceptors;
        for (int i = interceptors.Count - 1; i >= 0; i--)
        {
            if (interceptors[i] is ResilienceInterceptor innermost)
            {
                return innermost == this;
            }
        }

        return true;
    }

    private static async ValueTask<NodeOutputs> AttemptAsync(NodeCall call, CancellationToken cancellationToken)
    {
        NodeAttempt attempt = call.StartAttempt();
        try
        {
            NodeOutputs outputs = await call.InvokeAsync(cancellationToken).ConfigureAwait(false);
            attempt.End();
            return outputs;
        }
        catch (Exception exception)
        {
            attempt.End(exception);
            throw;
        }
    }

    private static NodeOutputs Attempt(NodeCall call, CancellationToken cancellationToken)
    {
        NodeAttempt attempt = call.StartAttempt();
        try
        {
            NodeOutputs outputs = call.Invoke(cancellationToken);
            attempt.End();
            return outputs;
        }
        catch (Exception exception)
        {
            attempt.End(exception);
            throw;
        }
    }
}
