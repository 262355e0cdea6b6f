namespace Hypergraph.Tests.Execution;

/// <summary>An interceptor that does on both runners what a function does.</summary>
internal sealed class Around(Func<NodeCall, CancellationToken, Func<CancellationToken, ValueTask<NodeOutputs>>, ValueTask<NodeOutputs>> intercept)
    : NodeInterceptor
{
    /// <summary>Calls the next interceptor and nothing else.</summary>
    public static Around PassThrough { get; } = new((_, token, next) => next(token));

    /// <summary>Tries the call until it succeeds, and reports the attempts.</summary>
    /// <param name="times">The number of attempts.</param>
    /// <param name="between">Called between two attempts.</param>
    public static Around Trying(int times, Action? between = null) => new(async (call, token, next) =>
    {
        for (int i = 1; ; i++)
        {
            NodeAttempt attempt = call.StartAttempt();
            try
            {
                NodeOutputs outputs = await next(token);
                attempt.End();
                return outputs;
            }
            catch (InvalidOperationException exception)
            {
                attempt.End(exception);
                if (i == times)
                {
                    throw;
                }

                between?.Invoke();
            }
        }
    });

    /// <summary>Returns outputs in place of the call.</summary>
    public static Around Giving(NodeOutputs outputs) => new((_, _, _) => ValueTask.FromResult(outputs));

    public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) =>
        intercept(call, cancellationToken, call.InvokeAsync);

    public override NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
    {
        ValueTask<NodeOutputs> outputs = intercept(call, cancellationToken, token => ValueTask.FromResult(call.Invoke(token)));
        return outputs.AsTask().GetAwaiter().GetResult();
    }
}
