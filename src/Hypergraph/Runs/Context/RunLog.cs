using Hypergraph.Runs.Outcomes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Runs.Context;

/// <summary>
/// What the calls of a runner write to its log: that they begin and end, and what failed in them. A log that fails changes no call.
/// Nothing is formatted where the log does not want it.
/// </summary>
internal static partial class RunLog
{
    /// <summary>The number of failures of one call that are logged one by one.</summary>
    private const int MaxFailures = 100;

    /// <summary>Logs that a call begins.</summary>
    public static void Begin(ILogger logger, Graph graph, RunOptions options)
    {
        if (HasLog(logger))
        {
            Safely((logger, name: NameOf(graph), workflow: WorkflowOf(options)), static s => WriteStarted(s.logger, s.name, s.workflow));
        }
    }

    /// <summary>Logs how a call ended, and what failed in it.</summary>
    public static void End(ILogger logger, Graph graph, RunOptions options, RunOutcome outcome)
    {
        if (HasLog(logger))
        {
            IReadOnlyList<RunFailure> failures = outcome.Failures ?? [];
            Fail(logger, graph, options, failures, logged: 0);
            End(logger, graph, options, outcome.Status, failures.Count);
        }
    }

    /// <summary>Logs failures in a call.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="graph">The graph of the call.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="failures">The failures.</param>
    /// <param name="logged">The number of failures logged before.</param>
    public static void Fail(ILogger logger, Graph graph, RunOptions options, IReadOnlyList<RunFailure> failures, long logged)
    {
        if (!HasLog(logger))
        {
            return;
        }

        LogLevel level = options.ErrorHandling == ErrorHandling.Raise ? LogLevel.Error : LogLevel.Warning;
        for (int i = 0; i < failures.Count && logged + i < MaxFailures; i++)
        {
            Safely((logger, level, name: NameOf(graph), workflow: WorkflowOf(options), failure: failures[i]), static s =>
            {
                string location = s.failure.Location;
                WriteNodeFailed(s.logger, s.level, location, s.name, s.workflow, s.failure.Error);
            });
        }
    }

    /// <summary>Logs the end of a call whose failures have been logged.</summary>
    public static void End(ILogger logger, Graph graph, RunOptions options, RunStatus status, long failures)
    {
        if (HasLog(logger))
        {
            Safely((logger, graph, options, status, failures), static s => WriteEnd(s.logger, NameOf(s.graph), WorkflowOf(s.options), s.status, s.failures));
        }
    }

    private static bool HasLog(ILogger logger) => !ReferenceEquals(logger, NullLogger.Instance);

    private static string NameOf(Graph graph) => graph.Name ?? "(unnamed)";

    private static string WorkflowOf(RunOptions options) => options.WorkflowId ?? "-";

    private static void WriteEnd(ILogger logger, string graph, string workflowId, RunStatus status, long failures)
    {
        if (failures > MaxFailures)
        {
            WriteMoreFailures(logger, failures - MaxFailures, graph, workflowId);
        }

        if (status == RunStatus.Failed)
        {
            WriteFailed(logger, graph, workflowId, failures);
        }
        else if (failures > 0)
        {
            WriteEndedWithFailures(logger, graph, workflowId, status, failures);
        }
        else
        {
            WriteEnded(logger, graph, workflowId, status);
        }
    }

    private static void Safely<TState>(TState state, Action<TState> write)
    {
        try
        {
            write(state);
        }
        catch (Exception)
        {
            // There is nowhere else to write it.
        }
    }

    [LoggerMessage(EventId = 10, EventName = "RunStarted", Level = LogLevel.Debug, Message = "Run of graph {Graph} started (workflow {WorkflowId})")]
    private static partial void WriteStarted(ILogger logger, string graph, string workflowId);

    [LoggerMessage(EventId = 11, EventName = "RunEnded", Level = LogLevel.Information, Message = "Run of graph {Graph} ended: {Status} (workflow {WorkflowId})")]
    private static partial void WriteEnded(ILogger logger, string graph, string workflowId, RunStatus status);

    [LoggerMessage(EventId = 12, EventName = "RunEndedWithFailures", Level = LogLevel.Warning, Message = "Run of graph {Graph} ended: {Status} (failures: {FailureCount}, workflow {WorkflowId})")]
    private static partial void WriteEndedWithFailures(ILogger logger, string graph, string workflowId, RunStatus status, long failureCount);

    [LoggerMessage(EventId = 13, EventName = "RunFailed", Level = LogLevel.Error, Message = "Run of graph {Graph} failed (failures: {FailureCount}, workflow {WorkflowId})")]
    private static partial void WriteFailed(ILogger logger, string graph, string workflowId, long failureCount);

    [LoggerMessage(EventId = 14, EventName = "NodeFailed", Message = "{Location} failed in graph {Graph} (workflow {WorkflowId})")]
    private static partial void WriteNodeFailed(ILogger logger, LogLevel level, string location, string graph, string workflowId, Exception error);

    [LoggerMessage(EventId = 15, EventName = "MoreFailures", Level = LogLevel.Warning, Message = "Failures in graph {Graph} that are not logged one by one: {Count} (workflow {WorkflowId})")]
    private static partial void WriteMoreFailures(ILogger logger, long count, string graph, string workflowId);
}
