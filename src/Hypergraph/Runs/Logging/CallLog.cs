using System.Diagnostics;
using Hypergraph.Events.Origins;
using Hypergraph.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Runs.Logging;

/// <summary>
/// What one call writes to the log of its runner. There is none where the log is not enabled. A log that fails changes no call, and values of the
/// call never reach the log. Thread-safe.
/// </summary>
internal sealed class CallLog
{
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly string _graph;
    private readonly string _kind;
    private readonly TimeSpan? _slowThreshold;
    private readonly bool _hasScopes;
    private readonly LogLimit _errors = new();
    private readonly LogLimit _contained = new();
    private readonly LogLimit _retries = new();
    private readonly LogLimit _slowNodes = new();
    private long _start;

    private CallLog(ILogger logger, TimeProvider timeProvider, TimeSpan? slowThreshold, string? graph, RunOptions options)
    {
        _logger = logger;
        _timeProvider = timeProvider;
        _slowThreshold = slowThreshold;
        _graph = graph ?? LogLocation.Unnamed;
        _kind = options.IsMap ? "Map" : "Run";
        RunId = options is { IsMap: false, Remote: { } remote } ? remote.RunId : RunId.New();
        WorkflowId = options.WorkflowId;
        _hasScopes = logger.IsEnabled(LogLevel.Information);
    }

    /// <summary>The id of the call's run or map.</summary>
    public RunId RunId { get; }

    public string? WorkflowId { get; }

    /// <summary>Whether the log needs the start and the end of nodes.</summary>
    public bool ObservesNodes => _hasScopes || MeasuresNodes;

    /// <summary>Whether the durations of nodes are measured.</summary>
    public bool MeasuresNodes => _slowThreshold is not null;

    /// <summary>The log of a call.</summary>
    /// <param name="logger">The log of the runner.</param>
    /// <param name="timeProvider">The clock of the runner.</param>
    /// <param name="slowThreshold">The duration from which a node is slow; null for none.</param>
    /// <param name="graph">The name of the graph.</param>
    /// <param name="options">How the call runs.</param>
    /// <returns>Null if no level is enabled.</returns>
    public static CallLog? Create(ILogger logger, TimeProvider timeProvider, TimeSpan? slowThreshold, string? graph, RunOptions options)
    {
        if (ReferenceEquals(logger, NullLogger.Instance))
        {
            return null;
        }

        try
        {
            return logger.IsEnabled(LogLevel.Critical) ? new CallLog(logger, timeProvider, slowThreshold, graph, options) : null;
        }
        catch (Exception)
        {
            // The log threw: the call has none.
            return null;
        }
    }

    /// <summary>Logs that the call begins.</summary>
    public void Start() => Write(this, static log =>
    {
        log._start = log._timeProvider.GetTimestamp();
        CallMessages.RunStarted(log._logger, log._kind, log.RunId, log._graph, log.WorkflowId);
    });

    /// <summary>Logs how the call ended.</summary>
    /// <param name="status">How.</param>
    /// <param name="error">Why it failed or was cancelled, or null.</param>
    /// <param name="failures">The number of failures in it.</param>
    /// <param name="pauses">What it waits for; null for nothing.</param>
    public void End(RunStatus status, Exception? error, long failures, IReadOnlyList<RunPause>? pauses) =>
        Write((Log: this, Status: status, Error: error, Failures: failures, Pauses: pauses), static s =>
        {
            s.Log.WriteSuppressed();
            s.Log.WriteEnd(s.Status, s.Error, s.Failures);
            s.Log.WritePauses(s.Pauses ?? []);
        });

    /// <summary>Logs a failure at the innermost location.</summary>
    /// <param name="location">Where it was.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="isContained">Whether the call, or a map around the location, continues past failures.</param>
    /// <param name="activity">The activity in which it was; null for the current one.</param>
    public void Fail(in LogLocation location, Exception error, bool isContained, Activity? activity = null) =>
        Write((Log: this, Location: location, Error: error, IsContained: isContained, Activity: activity), static s =>
        {
            LogLevel level = s.IsContained ? LogLevel.Warning : LogLevel.Error;
            LogLimit limit = s.IsContained ? s.Log._contained : s.Log._errors;

            // A failure of the call itself is in the message of its end.
            if (s.Location.Path is { } path && s.Log._logger.IsEnabled(level) && limit.TryAdd())
            {
                using ActivityChange change = new(s.Activity);
                s.Log.WriteFailure(level, s.Error, s.Location, path);
            }
        });

    /// <summary>Logs that a node is tried again.</summary>
    /// <param name="location">The node.</param>
    /// <param name="error">What the failed attempt threw.</param>
    /// <param name="attempt">Its number.</param>
    /// <param name="next">The number of the attempt that starts.</param>
    /// <param name="ended">When the failed attempt ended.</param>
    public void Retry(in LogLocation location, Exception error, int attempt, int next, long ended) =>
        Write((Log: this, Location: location, Error: error, Attempt: attempt, Next: next, Ended: ended), static s =>
        {
            if (s.Log._logger.IsEnabled(LogLevel.Warning) && s.Log._retries.TryAdd())
            {
                double delay = Milliseconds(s.Log._timeProvider.GetElapsedTime(s.Ended));
                NodeMessages.NodeRetried(
                    s.Log._logger, s.Error, s.Attempt, s.Location.Node!, s.Location.GraphName, s.Next, delay, s.Location.Path!, s.Log.RunId, s.Location.ItemIndex, s.Log.WorkflowId);
            }
        });

    /// <summary>The moment of now, for <see cref="Retry"/>; 0 if the clock throws.</summary>
    public long Now()
    {
        long now = 0;
        Write(this, log => now = log._timeProvider.GetTimestamp());
        return now;
    }

    /// <summary>Opens the scope of a node's function.</summary>
    /// <returns>Null if scopes are not enabled.</returns>
    public NodeScope? OpenScope(EventOrigin origin, string node) => _hasScopes ? NodeScope.Open(_logger, this, origin, node) : null;

    /// <summary>Logs a node's function that has ended, if it was slow.</summary>
    public void EndNode(EventOrigin origin, string node, TimeSpan duration, Activity? activity)
    {
        if (duration >= _slowThreshold)
        {
            Write((Log: this, Origin: origin, Node: node, Duration: duration, Activity: activity), static s =>
            {
                if (s.Log._logger.IsEnabled(LogLevel.Warning) && s.Log._slowNodes.TryAdd())
                {
                    using ActivityChange change = new(s.Activity);
                    NodeMessages.NodeSlow(
                        s.Log._logger,
                        s.Node,
                        s.Origin.GraphName ?? LogLocation.Unnamed,
                        Milliseconds(s.Duration),
                        Milliseconds(s.Log._slowThreshold!.Value),
                        EventPath.AppendNode(s.Origin.Path, s.Node),
                        s.Log.RunId,
                        s.Origin.ItemIndex,
                        s.Log.WorkflowId);
                }
            });
        }
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);

    private static void Write<TState>(TState state, Action<TState> write)
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

    private void WriteFailure(LogLevel level, Exception error, in LogLocation location, string path)
    {
        if (location.Node is { } node)
        {
            NodeMessages.NodeFailed(_logger, level, error, node, location.GraphName, path, RunId, location.ItemIndex, WorkflowId);
        }
        else
        {
            NodeMessages.ItemFailed(_logger, level, error, location.GraphName, path, RunId, location.ItemIndex, WorkflowId);
        }
    }

    /// <summary>Writes the numbers of the messages that were not written one by one.</summary>
    private void WriteSuppressed()
    {
        if (_errors.Suppressed + _contained.Suppressed is > 0 and var failures)
        {
            CallMessages.MoreFailures(_logger, failures, _graph, RunId, WorkflowId);
        }

        if (_retries.Suppressed is > 0 and var retries)
        {
            CallMessages.MoreRetries(_logger, retries, _graph, RunId, WorkflowId);
        }

        if (_slowNodes.Suppressed is > 0 and var slowNodes)
        {
            CallMessages.MoreSlowNodes(_logger, slowNodes, _graph, RunId, WorkflowId);
        }
    }

    private void WritePauses(IReadOnlyList<RunPause> pauses)
    {
        if (pauses.Count > 0 && _logger.IsEnabled(LogLevel.Information))
        {
            string paths = PausePaths.Of(pauses);
            CallMessages.RunPaused(_logger, _kind, RunId, _graph, pauses.Count, paths, WorkflowId);
        }
    }

    private void WriteEnd(RunStatus status, Exception? error, long failures)
    {
        double duration = Milliseconds(_timeProvider.GetElapsedTime(_start));
        switch (status)
        {
            case RunStatus.Failed:
                CallMessages.RunFailed(_logger, error, _kind, RunId, _graph, duration, failures, WorkflowId);
                break;
            case var _ when failures > 0:
                CallMessages.RunEndedWithFailures(_logger, _kind, RunId, _graph, status, duration, failures, WorkflowId);
                break;
            case RunStatus.Stopped when error is OperationCanceledException:
                CallMessages.RunCancelled(_logger, _kind, RunId, _graph, duration, WorkflowId);
                break;
            case RunStatus.Stopped:
                CallMessages.RunStopped(_logger, _kind, RunId, _graph, duration, WorkflowId);
                break;
            case RunStatus.Completed:
                CallMessages.RunCompleted(_logger, _kind, RunId, _graph, duration, WorkflowId);
                break;
        }
    }
}
