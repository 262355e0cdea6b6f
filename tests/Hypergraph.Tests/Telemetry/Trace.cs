using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Listens to the activities of runs and to those of the tests, until it is disposed.</summary>
internal sealed class Trace : IDisposable
{
    /// <summary>The source of activities that tests start themselves.</summary>
    public static readonly ActivitySource Tests = new("Hypergraph.Tests");

    private readonly ActivityListener _listener;
    private readonly ConcurrentDictionary<Activity, bool> _started = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentQueue<Activity> _stopped = new();

    /// <summary>Starts to listen, with no current activity.</summary>
    /// <param name="sample">Decides by the name of an activity; null records all.</param>
    public Trace(Func<string, ActivitySamplingResult>? sample = null)
    {
        Activity.Current = null;

        // The source exists before the listener asks for it.
        ActivitySource tests = Tests;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HypergraphTelemetry.ActivitySourceName || source.Name == tests.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source == tests ? ActivitySamplingResult.AllData : sample?.Invoke(options.Name) ?? ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => _started.TryAdd(activity, true),
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The activities that have started and stopped since, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Activities => [.. _stopped];

    /// <summary>The only activity with a name.</summary>
    public Activity this[string name] => Assert.Single(Activities, a => a.OperationName == name);

    /// <summary>The names of all activities, each behind those around it; sorted, so that the order of parallel work does not matter.</summary>
    public string[] Paths
    {
        get
        {
            var byId = Activities.ToDictionary(a => a.SpanId);
            return [.. Activities.Select(a => PathOf(a, byId)).Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Adds an activity that has stopped. One of an earlier test may do so while this listens.</summary>
    private void Add(Activity activity)
    {
        if (_started.ContainsKey(activity))
        {
            _stopped.Enqueue(activity);
        }
    }

    private static string PathOf(Activity activity, Dictionary<ActivitySpanId, Activity> byId) =>
        byId.TryGetValue(activity.ParentSpanId, out Activity? parent) ? $"{PathOf(parent, byId)} > {activity.OperationName}" : activity.OperationName;
}
