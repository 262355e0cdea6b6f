using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Hypergraph.Telemetry;

/// <summary>The instruments. Each does nothing without a listener. A listener that throws does not affect the run, nor the other instruments.</summary>
internal static class Meters
{
    // A processor is in it as long as other code refers to it; its function, which refers to the processor, does not count.
    private static readonly ConditionalWeakTable<object, Func<long>> Queues = [];

    private static readonly Meter Meter = CreateMeter();

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("hypergraph.runs", "{run}", "Runs and maps that have ended, without the items of maps.");

    private static readonly Histogram<double> RunDuration =
        Meter.CreateHistogram<double>("hypergraph.run.duration", "s", "The time from start to end of runs and maps, without the items of maps.");

    private static readonly UpDownCounter<long> ActiveRuns =
        Meter.CreateUpDownCounter<long>("hypergraph.runs.active", "{run}", "Runs and maps in flight, without the items of maps.");

    private static readonly Counter<long> Nodes = Meter.CreateCounter<long>("hypergraph.nodes", "{node}", "Executions of nodes that have ended.");

    private static readonly Histogram<double> NodeDuration =
        Meter.CreateHistogram<double>("hypergraph.node.duration", "s", "The time from start to end of executions of nodes.");

    private static readonly Counter<long> RestoredNodes =
        Meter.CreateCounter<long>("hypergraph.nodes.restored", "{node}", "Executions of nodes whose outputs or failure came from the store of a run.");

    private static readonly UpDownCounter<long> ActiveNodes =
        Meter.CreateUpDownCounter<long>("hypergraph.nodes.active", "{node}", "Executions of nodes in flight.");

    private static readonly Counter<long> Items = Meter.CreateCounter<long>("hypergraph.items", "{item}", "Items of maps that have ended.");

    private static readonly Histogram<double> ItemDuration =
        Meter.CreateHistogram<double>("hypergraph.item.duration", "s", "The time from start to end of items of maps.");

    private static readonly UpDownCounter<long> ActiveItems =
        Meter.CreateUpDownCounter<long>("hypergraph.items.active", "{item}", "Items of maps in flight.");

    private static readonly Counter<long> DroppedEvents = Meter.CreateCounter<long>(
        "hypergraph.events.dropped", "{event}", "Events that a processor never receives: its queue was full, or was not drained in time.");

    /// <summary>Whether anyone listens to an instrument of runs, items or nodes.</summary>
    public static bool AreEnabled =>
        Runs.Enabled || RunDuration.Enabled || ActiveRuns.Enabled
        || Nodes.Enabled || RestoredNodes.Enabled || NodeDuration.Enabled || ActiveNodes.Enabled
        || Items.Enabled || ItemDuration.Enabled || ActiveItems.Enabled;

    public static void BeginRun(string graph, RunKind kind)
    {
        if (kind == RunKind.Item)
        {
            Add(ActiveItems, 1, GraphTag(graph));
        }
        else
        {
            Add(ActiveRuns, 1, GraphTag(graph), KindTag(kind));
        }
    }

    /// <summary>Counts and measures a run that has ended. An item of which no node ran is only no longer in flight.</summary>
    public static void EndRun(string graph, RunKind kind, RunStatus status, TimeSpan duration, bool isRestored)
    {
        KeyValuePair<string, object?> outcome = StatusTag(AttributeNames.Of(status));
        if (kind == RunKind.Item)
        {
            Add(ActiveItems, -1, GraphTag(graph));
            if (isRestored)
            {
                return;
            }

            Add(Items, 1, GraphTag(graph), outcome);
            Record(ItemDuration, duration, GraphTag(graph), outcome);
        }
        else
        {
            Add(ActiveRuns, -1, GraphTag(graph), KindTag(kind));
            Add(Runs, 1, GraphTag(graph), KindTag(kind), outcome);
            Record(RunDuration, duration, GraphTag(graph), KindTag(kind), outcome);
        }
    }

    public static void BeginNode(string graph, string node) => Add(ActiveNodes, 1, GraphTag(graph), NodeTag(node));

    public static void EndNode(string graph, string node, string status, TimeSpan duration)
    {
        Add(ActiveNodes, -1, GraphTag(graph), NodeTag(node));
        Add(Nodes, 1, GraphTag(graph), NodeTag(node), StatusTag(status));
        Record(NodeDuration, duration, GraphTag(graph), NodeTag(node), StatusTag(status));
    }

    public static void EndRestoredNode(string graph, string node)
    {
        Add(ActiveNodes, -1, GraphTag(graph), NodeTag(node));
        Add(RestoredNodes, 1, GraphTag(graph), NodeTag(node));
    }

    /// <summary>Counts events that a processor never receives.</summary>
    public static void DropEvents(object processor, long count)
    {
        if (DroppedEvents.Enabled)
        {
            Add(DroppedEvents, count, new KeyValuePair<string, object?>(AttributeNames.Processor, processor.GetType().FullName));
        }
    }

    /// <summary>Adds the queues of a processor, once. They are read only when a listener asks.</summary>
    /// <param name="processor">The processor, which this does not keep alive.</param>
    /// <param name="read">Reads the number of its waiting events.</param>
    public static void AddQueues(object processor, Func<long> read) => Queues.Add(processor, read);

    /// <summary>The value of the attribute that says what a run is.</summary>
    public static string NameOf(RunKind kind) => kind switch
    {
        RunKind.Run => "run",
        RunKind.Map => "map",
        RunKind.NestedRun => "nested_run",
        RunKind.NestedMap => "nested_map",
        RunKind.RemoteRun => "remote_run",
        RunKind.RemoteMap => "remote_map",
        _ => "item",
    };

    /// <summary>Creates the meter, with the instrument that is read on request.</summary>
    private static Meter CreateMeter()
    {
        var meter = new Meter(HypergraphTelemetry.MeterName, ActivityStarter.Version);
        meter.CreateObservableUpDownCounter("hypergraph.events.queued", ReadQueues, "{event}", "Events that wait in the queues of processors.");
        return meter;
    }

    /// <summary>A measurement for each type of processors that had a queue.</summary>
    private static IEnumerable<Measurement<long>> ReadQueues() => Queues
        .GroupBy(p => p.Key.GetType().FullName, p => p.Value())
        .Select(type => new Measurement<long>(type.Sum(), new KeyValuePair<string, object?>(AttributeNames.Processor, type.Key)));

    private static void Add(Counter<long> counter, long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // A listener threw.
        }
    }

    private static void Add(UpDownCounter<long> counter, long change, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(change, tags);
        }
        catch (Exception)
        {
            // A listener threw.
        }
    }

    private static void Record(Histogram<double> histogram, TimeSpan duration, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, tags);
        }
        catch (Exception)
        {
            // A listener threw.
        }
    }

    private static KeyValuePair<string, object?> GraphTag(string graph) => new(AttributeNames.Graph, graph);

    private static KeyValuePair<string, object?> NodeTag(string node) => new(AttributeNames.Node, node);

    private static KeyValuePair<string, object?> KindTag(RunKind kind) => new(AttributeNames.Kind, NameOf(kind));

    private static KeyValuePair<string, object?> StatusTag(string status) => new(AttributeNames.Status, status);
}
