namespace Hypergraph.Runs.Calls;

/// <summary>The context of one call of a function.</summary>
internal sealed class CallNodeContext(NodeExecution execution, CancellationToken cancellationToken) : NodeContext
{
    public override string NodeName => execution.Step.Node.Name;

    public override int? ItemIndex => execution.ItemIndex;

    public override int Iteration => execution.Iteration;

    public override string IdempotencyKey => execution.IdempotencyKey;

    public override CancellationToken CancellationToken => cancellationToken;

    public override bool IsStopRequested => execution.Call.MustEndStreams;

    public override void ReportProgress(long done, long? total = null) => execution.ReportProgress(done, total);

    public override void StreamChunk(object? chunk) => execution.StreamChunk(chunk);

    internal override void EndStream() => execution.IsStopped = true;
}
