namespace Hypergraph.Progress.Tests;

/// <summary>One run or map of an <see cref="EventScript"/>.</summary>
public sealed class RunScript(EventScript script, SpanId? parent, string? graphName, string? workflowId, int? itemIndex, string? itemLabel = null)
{
    private int _nextItem;

    public RunId RunId { get; } = script.NewRun();

    public SpanId SpanId { get; } = script.NewSpan();

    public NodeScript Node(string name)
    {
        var node = new NodeScript(script, this, name, graphName, workflowId, itemIndex);
        node.Start();
        return node;
    }

    /// <summary>Nodes that begin and end one after another.</summary>
    public RunScript Nodes(params string[] names)
    {
        foreach (string name in names)
        {
            Node(name).End();
        }

        return this;
    }

    /// <summary>The next item of this map, or that of an index.</summary>
    public RunScript Item(int? index = null, string? label = null)
    {
        var item = new RunScript(script, SpanId, graphName, workflowId, index ?? _nextItem++, label);
        item.Start(isMap: false, mapSize: null, outline: null);
        return item;
    }

    public void End(RunStatus status = RunStatus.Completed, string? error = null) => script.Emit(new RunEndEvent
    {
        RunId = RunId,
        SpanId = SpanId,
        ParentSpanId = parent,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        Status = status,
        Duration = TimeSpan.Zero,
        ErrorMessage = error,
        ErrorType = error is null ? null : "System.InvalidOperationException",
    });

    public void RequestStop() => script.Emit(new StopRequestedEvent
    {
        RunId = RunId,
        SpanId = SpanId,
        ParentSpanId = parent,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
    });

    public void Resume(int restoredNodes) => script.Emit(new RunResumedEvent
    {
        RunId = RunId,
        SpanId = SpanId,
        ParentSpanId = parent,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        RestoredNodes = restoredNodes,
    });

    internal void Start(bool isMap, int? mapSize, GraphOutline? outline) => script.Emit(new RunStartEvent
    {
        RunId = RunId,
        SpanId = SpanId,
        ParentSpanId = parent,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        ItemLabel = itemLabel,
        IsMap = isMap,
        MapSize = mapSize,
        Outline = outline,
    });
}
