using Microsoft.Extensions.Logging;

namespace Hypergraph.Runs.Logging;

#pragma warning disable SYSLIB1015 // Fields that are not in the text are for structured logs. They have the names of the parameters.

/// <summary>The messages about single nodes and items, as <c>docs/logging.md</c> lists them. Their ids and names do not change.</summary>
internal static partial class NodeMessages
{
    [LoggerMessage(EventId = 14, EventName = nameof(NodeFailed), Message = "Node {Node} of graph {Graph} failed: {Path} (run {RunId})")]
    public static partial void NodeFailed(
        ILogger logger, LogLevel level, Exception exception, string node, string graph, string path, RunId runId, int? ItemIndex, string? WorkflowId);

    [LoggerMessage(EventId = 19, EventName = nameof(ItemFailed), Message = "Graph {Graph} failed outside its nodes: {Path} (run {RunId})")]
    public static partial void ItemFailed(
        ILogger logger, LogLevel level, Exception exception, string graph, string path, RunId runId, int? ItemIndex, string? WorkflowId);

    [LoggerMessage(
        EventId = 30,
        EventName = nameof(NodeRetried),
        Level = LogLevel.Warning,
        Message = "Attempt {Attempt} of node {Node} of graph {Graph} failed; attempt {NextAttempt} starts after {DelayMs} ms: {Path} (run {RunId})")]
    public static partial void NodeRetried(
        ILogger logger,
        Exception exception,
        int attempt,
        string node,
        string graph,
        int nextAttempt,
        double delayMs,
        string path,
        RunId runId,
        int? ItemIndex,
        string? WorkflowId);

    [LoggerMessage(
        EventId = 31,
        EventName = nameof(NodeSlow),
        Level = LogLevel.Warning,
        Message = "Node {Node} of graph {Graph} ran for {DurationMs} ms, longer than {ThresholdMs} ms: {Path} (run {RunId})")]
    public static partial void NodeSlow(
        ILogger logger, string node, string graph, double durationMs, double thresholdMs, string path, RunId runId, int? ItemIndex, string? WorkflowId);
}
