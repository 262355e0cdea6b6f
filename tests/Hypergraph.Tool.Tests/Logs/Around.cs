namespace Hypergraph.Tool.Tests;

/// <summary>An interceptor that does what a function does.</summary>
internal sealed class Around(Func<NodeCall, CancellationToken, ValueTask<NodeOutputs>> intercept) : NodeInterceptor
{
    public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) => intercept(call, cancellationToken);
}
