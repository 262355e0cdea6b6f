namespace Hypergraph.Telemetry;

/// <summary>The names of attributes and of activity events, as <c>docs/telemetry.md</c> lists them.</summary>
internal static class AttributeNames
{
    public const string Graph = "hypergraph.graph";
    public const string Node = "hypergraph.node";
    public const string Path = "hypergraph.path";
    public const string RunId = "hypergraph.run.id";
    public const string Span = "hypergraph.span";
    public const string Kind = "hypergraph.run.kind";
    public const string WorkflowId = "hypergraph.workflow.id";
    public const string ItemIndex = "hypergraph.item.index";
    public const string Retries = "hypergraph.retries";
    public const string Status = "hypergraph.status";
    public const string Restored = "hypergraph.restored";
    public const string RestoredNodes = "hypergraph.restored.nodes";
    public const string FailureCount = "hypergraph.failures";
    public const string ItemCount = "hypergraph.items.total";
    public const string ItemsPrefix = "hypergraph.items.";
    public const string AttemptNumber = "hypergraph.attempt.number";
    public const string Targets = "hypergraph.targets";
    public const string PausePath = "hypergraph.pause.path";
    public const string Processor = "hypergraph.processor";
    public const string ErrorType = "error.type";

    public const string AttemptEvent = "hypergraph.attempt";
    public const string CacheHitEvent = "hypergraph.cache_hit";
    public const string RouteEvent = "hypergraph.route";
    public const string PauseEvent = "hypergraph.pause";
    public const string StopEvent = "hypergraph.stop_requested";
    public const string ResumeEvent = "hypergraph.resume";
    public const string StoreErrorEvent = "hypergraph.store_error";

    /// <summary>The name of a graph without one.</summary>
    public const string Unnamed = "(unnamed)";

    /// <summary>The status of a node whose outputs are from a cache.</summary>
    public const string Cached = "cached";

    /// <summary>The value of <see cref="Status"/>.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Paused => "paused",
        RunStatus.Stopped => "stopped",
        RunStatus.Partial => "partial",
        _ => "running",
    };
}
