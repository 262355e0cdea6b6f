using System.Diagnostics;
using Hypergraph.Events.Origins;

namespace Hypergraph.Telemetry;

/// <summary>
/// The telemetry of one run, map or item, and of its nodes: an activity for each, and their measurements. The activity of a run is the current one while
/// its nodes start. Where no listener wants the activity of a run, nothing inside it has one, so that nothing inside becomes the root of a trace.
/// </summary>
internal sealed partial class RunTelemetry
{
    private readonly RunKind _kind;
    private readonly bool _hasMetrics;
    private readonly string _graph;
    private readonly ErrorRecorder _errors;

    /// <summary>The map around an item; null for all other runs.</summary>
    private readonly RunTelemetry? _map;

    /// <summary>The location of the run in the call; null at the root.</summary>
    private readonly string? _path;

    private readonly int? _item;
    private readonly ItemCounts? _items;

    /// <summary>The activity that becomes current when the run ends.</summary>
    private readonly Activity? _before;

    private string? _runId;

    /// <summary>The run with the node that holds this graph; null for all other runs.</summary>
    private RunTelemetry? _outer;

    /// <summary>Whether a node in it has run its function.</summary>
    private bool _hasExecuted;

    /// <summary>Whether a node in it was restored.</summary>
    private bool _hasRestored;

    private RunTelemetry(RunKind kind, string? graph, bool hasMetrics, ErrorRecorder errors, string? path, int? item, Activity? before)
    {
        _kind = kind;
        _graph = graph ?? AttributeNames.Unnamed;
        _hasMetrics = hasMetrics;
        _errors = errors;
        _path = path;
        _item = item;
        _before = before;
        _items = kind is RunKind.Map or RunKind.NestedMap ? new ItemCounts() : null;
        if (hasMetrics)
        {
            Meters.BeginRun(_graph, kind);
        }
    }

    private RunTelemetry(RunTelemetry map, string? path, int item)
        : this(RunKind.Item, map._graph, map._hasMetrics, map._errors, path, item, map.Current)
    {
        _map = map;
    }

    /// <summary>The activity of the run; null if it has none.</summary>
    public Activity? Activity { get; private init; }

    /// <summary>The activity that is current while the run's nodes start: its own, or that of the map around an item without one.</summary>
    public Activity? Current => Activity ?? _map?.Activity;

    /// <summary>Whether the durations of runs and nodes are measured.</summary>
    public bool HasMetrics => _hasMetrics;

    /// <summary>Starts the telemetry of a call. The activity that is current for the caller stays current.</summary>
    /// <param name="parts">What listens.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="graph">The name of the graph.</param>
    /// <param name="item">The item that the caller made of the run; null for none.</param>
    /// <param name="origin">The trace that the run continues; the default value for none.</param>
    /// <returns>Null if nothing listens, or no listener wants this call.</returns>
    public static RunTelemetry? StartRoot(TelemetryParts parts, RunKind kind, string? graph, int? item, in TraceOrigin origin)
    {
        if (parts == TelemetryParts.None)
        {
            return null;
        }

        if (origin.Remote is { } run)
        {
            return StartRemote(parts, kind, graph, item, run, origin.Links);
        }

        Activity? before = Activity.Current;
        Activity? activity = null;
        if (parts.HasFlag(TelemetryParts.Traces))
        {
            activity = ActivityStarter.Start(NameOf(kind, graph), RootTags(kind, graph), links: origin.Links);
            ActivityStarter.MakeCurrent(before);
        }

        bool hasMetrics = parts.HasFlag(TelemetryParts.Metrics);
        return activity is null && !hasMetrics
            ? null
            : new RunTelemetry(kind, graph, hasMetrics, new ErrorRecorder(), path: null, item, before) { Activity = activity };
    }

    /// <summary>Starts the telemetry of a graph in a node of this run. Its activity becomes the current one.</summary>
    public RunTelemetry StartNested(bool isMap, string? graph, string node, Activity? nodeActivity)
    {
        RunKind kind = isMap ? RunKind.NestedMap : RunKind.NestedRun;
        if (nodeActivity is null)
        {
            return new RunTelemetry(kind, graph, _hasMetrics, _errors, path: null, item: null, before: null) { _outer = this };
        }

        string path = PathOf(node);
        ActivityStarter.MakeCurrent(nodeActivity);
        Activity? activity = ActivityStarter.Start(NameOf(kind, graph), [.. RootTags(kind, graph), new(AttributeNames.Path, path)]);
        return new RunTelemetry(kind, graph, _hasMetrics, _errors, path, item: null, nodeActivity) { Activity = activity, _outer = this };
    }

    /// <summary>Starts the telemetry of an item of this map. What is current for it becomes the current activity.</summary>
    public RunTelemetry StartItem(int index)
    {
        if (Activity is null || !ItemCounts.IsTraced(index))
        {
            MakeCurrent();
            return new RunTelemetry(this, path: null, index);
        }

        ActivityStarter.MakeCurrent(Activity);
        Activity? activity = ActivityStarter.Start("item", ItemTags(index));
        return new RunTelemetry(this, PathOf(index), index) { Activity = activity };
    }

    /// <summary>Adds what is known once the run has an id.</summary>
    public void Identify(RunId runId, string? workflowId, int? mapSize)
    {
        if (Activity is not { IsAllDataRequested: true } activity)
        {
            return;
        }

        _runId = runId.ToString();
        activity.SetTag(AttributeNames.RunId, _runId);
        SetIfKnown(activity, AttributeNames.WorkflowId, workflowId);
        SetIfKnown(activity, AttributeNames.ItemCount, mapSize);
        if (_map is null && _remote is null)
        {
            SetIfKnown(activity, AttributeNames.ItemIndex, _item);
        }
    }

    /// <summary>Makes the activity of the run the current one.</summary>
    public void MakeCurrent()
    {
        if ((Activity ?? _part) is { } activity)
        {
            ActivityStarter.MakeCurrent(activity);
        }
    }

    /// <summary>Ends the run. What was current around it becomes the current activity.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why it failed, or null.</param>
    /// <param name="failureCount">The number of failures in it.</param>
    /// <param name="duration">The time from start to end.</param>
    /// <param name="spanId">The span of its events.</param>
    /// <param name="runId">Its id.</param>
    /// <param name="remoteType">The type of the error in another process, whose activity has the exception; null for an error of this process.</param>
    public void End(RunStatus status, Exception? error, int failureCount, TimeSpan duration, SpanId spanId, RunId runId, string? remoteType = null)
    {
        if (_hasMetrics)
        {
            Meters.EndRun(_graph, _kind, status, duration, isRestored: _hasRestored && !_hasExecuted);
        }

        if ((_map ?? _outer) is { } around)
        {
            ReportTo(around);
        }

        _map?._items!.Add(status);
        if (Activity is { } activity)
        {
            Describe(activity, status, error, failureCount, remoteType);
            ActivityStarter.Stop(activity, _before);
        }
        else if (_map is { Activity: { IsAllDataRequested: true } map, _items: { } items } && items.MustReport(status, duration))
        {
            ReportItem(map.Context, _map.ItemTags(_item!.Value), status, error, failureCount, duration, spanId, runId);
        }
        else if (_lateTags is not null)
        {
            ActivityStarter.MakeCurrent(_before);
            _remote!.EndItem(status);
            if (_remote.Items.MustReport(status, duration))
            {
                ReportItem(_remote.Parent, _lateTags, status, error, failureCount, duration, spanId, runId);
            }
        }
    }

    /// <summary>Starts a node. Its activity becomes the current one.</summary>
    /// <returns>Its activity, or null.</returns>
    public Activity? StartNode(string node)
    {
        if (_hasMetrics)
        {
            Meters.BeginNode(_graph, node);
        }

        if (Activity is null)
        {
            return null;
        }

        ActivityStarter.MakeCurrent(Activity);
        return ActivityStarter.Start(
            node,
            [new(AttributeNames.Graph, _graph), new(AttributeNames.Node, node), new(AttributeNames.Path, PathOf(node)), new(AttributeNames.RunId, _runId)]);
    }

    /// <summary>Ends a node. The activity of the run becomes the current one.</summary>
    /// <param name="activity">The node's activity, or null.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why it failed, or null.</param>
    /// <param name="duration">The time from start to end.</param>
    /// <param name="hasGraph">Whether the node has a graph, whose nodes are counted for themselves, in place of a function.</param>
    public void EndNode(Activity? activity, string node, string status, Exception? error, TimeSpan duration, bool hasGraph)
    {
        if (!hasGraph)
        {
            _hasExecuted = true;
        }

        if (_hasMetrics)
        {
            Meters.EndNode(_graph, node, status, duration);
        }

        EndNodeActivity(activity, status, error, isRestored: false);
    }

    /// <summary>Ends a node whose outputs or failure are from the run's store. It is not measured. The activity of the run becomes the current one.</summary>
    /// <param name="activity">The node's activity, or null.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="error">Why it failed, or null.</param>
    public void EndRestoredNode(Activity? activity, string node, string status, Exception? error)
    {
        _hasRestored = true;
        if (_hasMetrics)
        {
            Meters.EndRestoredNode(_graph, node);
        }

        EndNodeActivity(activity, status, error, isRestored: true);
    }

    /// <summary>Adds that the call continues a run that its store has.</summary>
    public void Resume(int restoredNodes) => Activity?.AddResume(restoredNodes);

    /// <summary>Adds that a write to the run's store has failed.</summary>
    public void ReportStoreError(Exception error) => Activity?.AddStoreError(error);

    /// <summary>Reports what ran to the run around this one. Others report at the same time, so only true is written.</summary>
    private void ReportTo(RunTelemetry around)
    {
        if (_hasExecuted)
        {
            around._hasExecuted = true;
        }

        if (_hasRestored)
        {
            around._hasRestored = true;
        }
    }

    private void EndNodeActivity(Activity? activity, string status, Exception? error, bool isRestored)
    {
        if (activity is null)
        {
            return;
        }

        if (activity.IsAllDataRequested)
        {
            activity.SetTag(AttributeNames.Status, status);
            if (isRestored)
            {
                activity.SetTag(AttributeNames.Restored, true);
            }

            if (error is not null)
            {
                _errors.Record(activity, error);
            }
        }

        ActivityStarter.Stop(activity, Activity);
    }

    public static string NameOf(RunKind kind, string? graph)
    {
        string name = kind switch
        {
            RunKind.Item => "item",
            RunKind.Map or RunKind.NestedMap or RunKind.RemoteMap => "map",
            _ => "run",
        };
        return graph is null || kind == RunKind.Item ? name : $"{name} {graph}";
    }

    public static KeyValuePair<string, object?>[] RootTags(RunKind kind, string? graph) =>
        [new(AttributeNames.Graph, graph ?? AttributeNames.Unnamed), new(AttributeNames.Kind, Meters.NameOf(kind))];

    private static void SetIfKnown(Activity activity, string name, object? value)
    {
        if (value is not null)
        {
            activity.SetTag(name, value);
        }
    }

    private KeyValuePair<string, object?>[] ItemTags(int index) =>
    [
        .. RootTags(RunKind.Item, _graph),
        new(AttributeNames.Path, PathOf(index)),
        new(AttributeNames.ItemIndex, index),
    ];

    private string PathOf(string node) => EventPath.AppendNode(_path, node);

    private string PathOf(int item) => EventPath.AppendItem(_path, item);

    private void Describe(Activity activity, RunStatus status, Exception? error, int failureCount, string? remoteType = null)
    {
        if (!activity.IsAllDataRequested)
        {
            return;
        }

        activity.SetTag(AttributeNames.Status, AttributeNames.Of(status));
        _items?.Write(activity);
        if (failureCount > 0)
        {
            activity.SetTag(AttributeNames.FailureCount, failureCount);
        }

        if (status == RunStatus.Failed && error is not null)
        {
            _errors.Record(activity, error, remoteType);
        }
    }

    /// <summary>Adds the activity of an item that had none while it ran, because it failed or was slow.</summary>
    private void ReportItem(
        ActivityContext map, KeyValuePair<string, object?>[] tags, RunStatus status, Exception? error, int failureCount, TimeSpan duration, SpanId spanId, RunId runId)
    {
        Activity? before = Activity.Current;
        DateTime end = DateTime.UtcNow;
        Activity? activity = ActivityStarter.Start("item", tags, map, startTime: new DateTimeOffset(end - duration));
        if (activity is null)
        {
            return;
        }

        if (activity.IsAllDataRequested)
        {
            activity.SetTag(AttributeNames.RunId, runId.ToString());
            activity.SetTag(AttributeNames.Span, spanId.ToString());
        }

        Describe(activity, status, error, failureCount);
        activity.SetEndTime(end);
        ActivityStarter.Stop(activity, before);
    }
}
