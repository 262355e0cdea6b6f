using System.Diagnostics;

namespace Hypergraph.Telemetry;

/// <content>Calls whose nodes run in other processes, and the parts of such calls in this process.</content>
internal sealed partial class RunTelemetry
{
    /// <summary>The call in another process of which the run is a part; null for all other runs.</summary>
    private RemoteOrigin? _remote;

    /// <summary>The attributes of an item of such a call that gets an activity at its end; null for all other runs.</summary>
    private KeyValuePair<string, object?>[]? _lateTags;

    /// <summary>The activity that is current for such an item; null if there is none.</summary>
    private Activity? _part;

    /// <summary>Adds that a stop was requested; not to a part of a call in another process, where the activity of the call has it.</summary>
    public void RequestStop()
    {
        if (_remote is null)
        {
            Activity?.AddStop();
        }
    }

    /// <summary>Counts an item of this map that ran in another process.</summary>
    public void CountItem(RunStatus status) => _items?.Add(status);

    private static RunTelemetry? StartRemote(TelemetryParts parts, RunKind kind, string? graph, int? item, RemoteRun run, ActivityLink[]? links)
    {
        RemoteOrigin origin = run.Origin;
        bool hasTrace = parts.HasFlag(TelemetryParts.Traces) && origin.IsTraced;
        bool hasMetrics = parts.HasFlag(TelemetryParts.Metrics);
        if (!hasTrace && !hasMetrics)
        {
            return null;
        }

        RunKind remoteKind = kind == RunKind.Run ? RunKind.RemoteRun : kind;
        string? path = item is null ? null : $"[{item}]";
        KeyValuePair<string, object?>[]? tags = hasTrace ? RemoteTags(remoteKind, graph, path, item, run.Retries) : null;
        bool isLate = item is { } index && !ItemCounts.IsTraced(index);
        Activity? before = Activity.Current;
        Activity? activity = null;
        if (tags is not null && !isLate)
        {
            activity = ActivityStarter.Start(NameOf(remoteKind, graph), tags, origin.Parent, links);
            ActivityStarter.MakeCurrent(before);
        }

        return activity is null && !hasMetrics && !isLate
            ? null
            : new RunTelemetry(remoteKind, graph, hasMetrics, new ErrorRecorder(), path, item, before)
            {
                Activity = activity,
                _remote = origin,
                _lateTags = isLate ? tags : null,
                _part = isLate && tags is not null ? origin.PartOf(graph) : null,
            };
    }

    private static KeyValuePair<string, object?>[] RemoteTags(RunKind kind, string? graph, string? path, int? item, int retries)
    {
        List<KeyValuePair<string, object?>> tags = [.. RootTags(kind, graph)];
        if (item is { } index)
        {
            tags.Add(new(AttributeNames.Path, path));
            tags.Add(new(AttributeNames.ItemIndex, index));
        }

        if (retries > 0)
        {
            tags.Add(new(AttributeNames.Retries, retries));
        }

        return [.. tags];
    }
}
