namespace Hypergraph.Progress.Tests;

/// <summary>One run or map of an <see cref="EventScript"/>.</summary>
public sealed class RunScript(EventScript script, SpanId? parent, string? graphName, string? workflowId, int? itemIndex)
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

    /// <summary>The next item of this map.</summary>
    public RunScript Item()
    {
        var item = new RunScript(script, SpanId, graphName, workflowId, _nextItem++);
        item.Start(mapSize: null, outline: null);
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

    internal void Start(int? mapSize, GraphOutline? outline) => script.Emit(new RunStartEvent
    {
        RunId = RunId,
        SpanId = SpanId,
        ParentSpanId = parent,
        Timestamp = script.Now,
        GraphName = graphName,
        WorkflowId = workflowId,
        ItemIndex = itemIndex,
        MapSize = mapSize,
        Outline = outline,
    });
}
