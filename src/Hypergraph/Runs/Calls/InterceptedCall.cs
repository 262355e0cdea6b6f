using Microsoft.Extensions.Logging;

namespace Hypergraph.Runs.Calls;

/// <summary>An execution as seen by the interceptor at an index of the chain.</summary>
internal sealed class InterceptedCall(NodeExecution execution, int position) : NodeCall
{
    public override CallableNode Node => (CallableNode)execution.Step.Node;

    public override string? GraphName => execution.GraphName;

    public override int? ItemIndex => execution.ItemIndex;

    public override string? WorkflowId => execution.Call.WorkflowId;

    public override ILogger Logger => execution.Call.Logger;

    public override IReadOnlyDictionary<string, object?> Inputs => execution.Inputs;

    public override ValueTask<NodeOutputs> InvokeAsync(CancellationToken cancellationToken) => execution.InvokeAsync(position, cancellationToken);

    public override NodeOutputs Invoke(CancellationToken cancellationToken) => execution.Invoke(position, cancellationToken);

    public override NodeAttempt StartAttempt() => execution.StartAttempt();
}
