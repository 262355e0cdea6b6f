namespace Hypergraph.Progress.Tests;

/// <summary>One execution of a node in an <see cref="EventScript"/>.</summary>
public sealed class NodeScript(EventScript script, RunScript run, string name, string? graphName, string? workflowId, int? itemIndex)
{
    private readonly SpanId _span = script.NewSpan();

    /// <summary>The run of the graph that this node holds.</summary>
    public RunScript Run(string? nestedName = null) => Nested(nestedName, isMap: false, mapSize: null);

    /// <summary>The map of the graph that this node holds.</summary>
    public RunScript Map(int size, string? nestedName = null) => Nested(nestedName, isMap: true, size);

    /// <summary>The same over a stream.</summary>
    public RunScript MapStream() => Nested(nestedName: null, isMap: true, mapSize: null);

    public void StartAttempt(int attempt) => script.Emit(new NodeAttemptStartEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        NodeName = name,
        Attempt = attempt,
    });

    public void EndAttempt(int attempt, string? error = null) => script.Emit(new NodeAttemptEndEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        NodeName = name,
        Attempt = attempt,
        Duration = TimeSpan.Zero,
        ErrorType = error is null ? null : "System.InvalidOperationException",
        ErrorMessage = error,
    });

    public void Report(long done, long? total = null) => script.Emit(new NodeProgressEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        NodeName = name,
        Done = done,
        Total = total,
    });

    public void Chunk(long index) => script.Emit(new StreamingChunkEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        NodeName = name,
        Index = index,
    });

    public void End(bool cached = false, bool stopped = false, bool restored = false) => script.Emit(new NodeEndEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        NodeName = name,
        Duration = TimeSpan.Zero,
        IsCached = cached,
        IsStopped = stopped,
        IsRestored = restored,
    });

    public void Fail(string message = "boom", string errorType = "System.InvalidOperationException", bool restored = false) => script.Emit(new NodeErrorEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        NodeName = name,
        ErrorType = errorType,
        ErrorMessage = message,
        Duration = TimeSpan.Zero,
        IsRestored = restored,
    });

    public void Pause(string? path = null) => script.Emit(new InterruptEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        NodeName = path ?? name,
        ResponseParameter = "answer",
    });

    internal void Start() => script.Emit(new NodeStartEvent
    {
        RunId = run.RunId,
        SpanId = _span,
        ParentSpanId = run.SpanId,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        NodeName = name,
    });

    private RunScript Nested(string? nestedName, bool isMap, int? mapSize)
    {
        var nested = new RunScript(script, _span, nestedName ?? name, workflowId, itemIndex);
        nested.Start(isMap, mapSize, outline: null);
        return nested;
    }
}
