using System.Diagnostics;
using Hypergraph.Telemetry;

namespace Hypergraph.Hosting;

/// <summary>
/// The activity and the measurements of a call whose nodes run in other processes, for runners in other packages. They are those of a call on a runner of
/// this process. The processes that run nodes continue its trace with <see cref="RemoteCall"/>. Thread-safe.
/// </summary>
public sealed class CallTelemetry
{
    private readonly Lock _lock = new();
    private readonly RunTelemetry? _telemetry;
    private readonly RunId _runId;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private bool _hasEnded;

    private CallTelemetry(Graph graph, RunId runId, bool isMap, int? mapSize, string? workflowId, TimeProvider? timeProvider, TelemetryParts parts, ActivityContext first)
    {
        _runId = runId;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _telemetry = RunTelemetry.StartRoot(parts, isMap ? RunKind.Map : RunKind.Run, graph.Name, item: null, new TraceOrigin(Remote: null, first));
        _telemetry?.Identify(runId, workflowId, isMap ? mapSize : null);
        _start = _timeProvider.GetTimestamp();

        Activity? activity = _telemetry?.Activity;
        IsTraced = !parts.HasFlag(TelemetryParts.Traces) || activity is { IsAllDataRequested: true };
        SpanId id = ActivityStarter.IdOf(activity);
        SpanId = id.IsNone ? SpanId.New() : id;
        activity ??= Activity.Current;
        Trace = activity is { IdFormat: ActivityIdFormat.W3C } ? activity.Context : default;
    }

    /// <summary>The span of the call's own events: the id of its activity; a new one if it has none.</summary>
    public SpanId SpanId { get; }

    /// <summary>
    /// The trace that runs elsewhere continue: the activity of the call. If it has none, the activity that was current when it started; the default value if
    /// there was none.
    /// </summary>
    public ActivityContext Trace { get; }

    /// <summary>
    /// Whether runs elsewhere have activities, if something listens there: false if something listens here, and its sampler did not want the activity of the call.
    /// </summary>
    public bool IsTraced { get; }

    /// <summary>Whether anything receives the activity or the measurements of the call.</summary>
    public bool HasListeners => _telemetry is not null;

    /// <summary>Starts the telemetry of a call. The current activity stays the same.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="runId">The id of the run or map.</param>
    /// <param name="isMap">Whether the call is a map.</param>
    /// <param name="mapSize">The number of items of a map; null if it is not known.</param>
    /// <param name="workflowId">The caller's name for the call, or null.</param>
    /// <param name="timeProvider">The clock of durations; null for the system's.</param>
    public static CallTelemetry Start(Graph graph, RunId runId, bool isMap, int? mapSize = null, string? workflowId = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new CallTelemetry(graph, runId, isMap, mapSize, workflowId, timeProvider, ActivityStarter.Listening, first: default);
    }

    /// <summary>Starts the telemetry of a call that waits for a run that another call started. It has an activity with a link to that call, and is not measured.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="runId">The id of the run or map.</param>
    /// <param name="isMap">Whether the run is a map.</param>
    /// <param name="first">The trace of the call that started the run; the default value if it has none.</param>
    /// <param name="mapSize">The number of items of a map; null if it is not known.</param>
    /// <param name="workflowId">The name of the run, or null.</param>
    public static CallTelemetry Attach(Graph graph, RunId runId, bool isMap, ActivityContext first, int? mapSize = null, string? workflowId = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new CallTelemetry(graph, runId, isMap, mapSize, workflowId, timeProvider: null, ActivityStarter.Listening & TelemetryParts.Traces, first);
    }

    /// <summary>Makes the activity of the call the current one, if it has one.</summary>
    public void MakeCurrent() => _telemetry?.MakeCurrent();

    /// <summary>Adds that the call continues a run that its store has.</summary>
    /// <param name="restoredNodes">The number of executions of nodes that the store has.</param>
    public void Resume(int restoredNodes) => _telemetry?.Resume(restoredNodes);

    /// <summary>Adds that a write to the run's store has failed.</summary>
    /// <param name="error">Why it failed.</param>
    public void ReportStoreError(Exception error)
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                _telemetry?.ReportStoreError(error);
            }
        }
    }

    /// <summary>Adds that a stop was requested.</summary>
    public void RequestStop()
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                _telemetry?.RequestStop();
            }
        }
    }

    /// <summary>Counts an item that has ended, for the activity of the map. The process that ran it measures it.</summary>
    /// <param name="status">How it ended.</param>
    public void EndItem(RunStatus status) => _telemetry?.CountItem(status);

    /// <summary>Ends the call. Later calls have no effect.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why it failed, or null.</param>
    /// <param name="remoteErrorType">
    /// The full name of the error's type in the process in which it was thrown, where an activity has the exception; null if it was thrown in no run.
    /// </param>
    /// <param name="failureCount">The number of failures in it.</param>
    public void End(RunStatus status, Exception? error = null, string? remoteErrorType = null, int failureCount = 0)
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                _telemetry?.End(status, error, failureCount, _timeProvider.GetElapsedTime(_start), SpanId, _runId, remoteErrorType);
            }
        }
    }
}
