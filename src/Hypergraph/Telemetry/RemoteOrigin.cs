using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Telemetry;

/// <summary>A call in another process of which this process runs a part. Its runs here share one instance. Thread-safe.</summary>
/// <param name="runId">The id of the call's run.</param>
/// <param name="parent">The activity of the call; the default value if it has none.</param>
/// <param name="isTraced">Whether its runs have activities: false if the caller's sampler dropped the call.</param>
internal sealed class RemoteOrigin(RunId runId, ActivityContext parent, bool isTraced)
{
    private readonly Lock _lock = new();
    private Activity? _carrier;
    private Activity? _part;
    private bool _hasPart;
    private bool _hasEnded;
    private DateTime _lastEnd;

    public ActivityContext Parent => parent;

    public bool IsTraced => isTraced;

    /// <summary>The items of the call that ran here.</summary>
    public ItemCounts Items { get; } = new();

    /// <summary>
    /// The activity that is current around its runs; null if the call has no trace. It belongs to no source, so that no listener receives it, and has the
    /// trace and the flags of the call.
    /// </summary>
    public Activity? Carrier
    {
        get
        {
            lock (_lock)
            {
                return parent == default ? null : _carrier ??= StartCarrier();
            }
        }
    }

    /// <summary>
    /// The activity of the part that runs here: it is current for items without an activity of their own, so that what they start has a parent that
    /// is recorded. It starts with the first such item; null if no listener wants it, or the part has ended.
    /// </summary>
    public Activity? PartOf(string? graph)
    {
        lock (_lock)
        {
            if (!_hasPart && !_hasEnded)
            {
                _hasPart = true;
                _part = StartPart(graph);
            }

            return _hasEnded ? null : _part;
        }
    }

    /// <summary>Counts an item without an activity of its own.</summary>
    public void EndItem(RunStatus status)
    {
        Items.Add(status);
        lock (_lock)
        {
            _lastEnd = DateTime.UtcNow;
        }
    }

    /// <summary>Ends the part: no run of it follows here.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            if (_part is not { } part)
            {
                return;
            }

            _part = null;
            if (part.IsAllDataRequested)
            {
                Items.Write(part);
            }

            if (_lastEnd > part.StartTimeUtc)
            {
                part.SetEndTime(_lastEnd);
            }

            ActivityStarter.Stop(part, Activity.Current == part ? null : Activity.Current);
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It is current for as long as a run may start something.")]
    private Activity StartCarrier()
    {
        Activity? before = Activity.Current;
        ActivityStarter.MakeCurrent(null);
        Activity carrier = new Activity("hypergraph").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        carrier.TraceStateString = parent.TraceState;
        carrier.Start();
        ActivityStarter.MakeCurrent(before);
        return carrier;
    }

    private Activity? StartPart(string? graph)
    {
        Activity? before = Activity.Current;
        KeyValuePair<string, object?>[] tags = [.. RunTelemetry.RootTags(RunKind.RemoteMap, graph), new(AttributeNames.RunId, runId.ToString())];
        Activity? part = ActivityStarter.Start(RunTelemetry.NameOf(RunKind.RemoteMap, graph), tags, parent);
        ActivityStarter.MakeCurrent(before);
        return part;
    }
}
