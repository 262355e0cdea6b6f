using Microsoft.Extensions.Logging;

namespace Hypergraph.Runs.Logging;

#pragma warning disable SYSLIB1015 // Fields that are not in the text are for structured logs. They have the names of the parameters.

/// <summary>The messages about whole calls, as <c>docs/logging.md</c> lists them. Their ids and names do not change.</summary>
internal static partial class CallMessages
{
    [LoggerMessage(EventId = 10, EventName = nameof(RunStarted), Level = LogLevel.Debug, Message = "{Kind} {RunId} of graph {Graph} started")]
    public static partial void RunStarted(ILogger logger, string kind, RunId runId, string graph, string? WorkflowId);

    [LoggerMessage(EventId = 11, EventName = nameof(RunCompleted), Level = LogLevel.Information, Message = "{Kind} {RunId} of graph {Graph} completed in {DurationMs} ms")]
    public static partial void RunCompleted(ILogger logger, string kind, RunId runId, string graph, double durationMs, string? WorkflowId);

    [LoggerMessage(
        EventId = 12,
        EventName = nameof(RunEndedWithFailures),
        Level = LogLevel.Warning,
        Message = "{Kind} {RunId} of graph {Graph} ended as {Status} in {DurationMs} ms; failures: {FailureCount}")]
    public static partial void RunEndedWithFailures(
        ILogger logger, string kind, RunId runId, string graph, RunStatus status, double durationMs, long failureCount, string? WorkflowId);

    [LoggerMessage(
        EventId = 13, EventName = nameof(RunFailed), Level = LogLevel.Error, Message = "{Kind} {RunId} of graph {Graph} failed in {DurationMs} ms; failures: {FailureCount}")]
    public static partial void RunFailed(
        ILogger logger, Exception? exception, string kind, RunId runId, string graph, double durationMs, long failureCount, string? WorkflowId);

    [LoggerMessage(
        EventId = 15,
        EventName = nameof(MoreFailures),
        Level = LogLevel.Warning,
        Message = "{Count} more failures in graph {Graph} are not logged one by one (run {RunId})")]
    public static partial void MoreFailures(ILogger logger, long count, string graph, RunId runId, string? WorkflowId);

    [LoggerMessage(
        EventId = 16, EventName = nameof(RunPaused), Level = LogLevel.Information, Message = "{Kind} {RunId} of graph {Graph} waits for {PauseCount} answers: {Paths}")]
    public static partial void RunPaused(ILogger logger, string kind, RunId runId, string graph, int pauseCount, string paths, string? WorkflowId);

    [LoggerMessage(EventId = 17, EventName = nameof(RunStopped), Level = LogLevel.Information, Message = "{Kind} {RunId} of graph {Graph} was stopped after {DurationMs} ms")]
    public static partial void RunStopped(ILogger logger, string kind, RunId runId, string graph, double durationMs, string? WorkflowId);

    [LoggerMessage(EventId = 18, EventName = nameof(RunCancelled), Level = LogLevel.Information, Message = "{Kind} {RunId} of graph {Graph} was cancelled after {DurationMs} ms")]
    public static partial void RunCancelled(ILogger logger, string kind, RunId runId, string graph, double durationMs, string? WorkflowId);

    [LoggerMessage(
        EventId = 32,
        EventName = nameof(MoreRetries),
        Level = LogLevel.Warning,
        Message = "{Count} more retries in graph {Graph} are not logged one by one (run {RunId})")]
    public static partial void MoreRetries(ILogger logger, long count, string graph, RunId runId, string? WorkflowId);

    [LoggerMessage(
        EventId = 33,
        EventName = nameof(MoreSlowNodes),
        Level = LogLevel.Warning,
        Message = "{Count} more slow nodes in graph {Graph} are not logged one by one (run {RunId})")]
    public static partial void MoreSlowNodes(ILogger logger, long count, string graph, RunId runId, string? WorkflowId);
}
