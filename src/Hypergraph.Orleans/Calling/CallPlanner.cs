using Hypergraph.Hosting;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Calling;

/// <summary>Validates the inputs of calls and creates their plans.</summary>
internal sealed class CallPlanner(IClusterLink link, CallSettings settings)
{
    // A caller polls about once a second.
    private static readonly TimeSpan CallerTimeout = TimeSpan.FromMinutes(1);

    public CallPlan PlanRun(Graph graph, GraphInputs inputs, RunOptions options, bool hasHandle, RunJournal? journal = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CallInputs.Check(graph, inputs);
        return Plan(graph, inputs.Values, options, isMap: false, count: 1, hasHandle, journal);
    }

    public (CallPlan Plan, IReadOnlyList<IReadOnlyDictionary<string, object?>> Items) PlanMap(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions options, bool hasHandle, RunJournal? journal = null)
    {
        IReadOnlyList<IReadOnlyDictionary<string, object?>> items = CallInputs.Split(graph, inputs, over, options.Mode);
        Dictionary<string, object?> shared = inputs.Values.Where(v => !over.Contains(v.Key)).ToDictionary();
        return (Plan(graph, shared, options, isMap: true, items.Count, hasHandle, journal), items);
    }

    public CallPlan PlanStream<T>(Graph graph, GraphInputs inputs, string over, MapStreamOptions options, RunJournal? journal = null)
    {
        CallInputs.CheckStream<T>(graph, inputs, over);
        return Plan(graph, inputs.Values, options, isMap: true, count: null, hasHandle: false, journal);
    }

    /// <summary>Creates the plan for a run that another caller started.</summary>
    public CallPlan PlanAttached(Graph graph, RunSpec spec, RunOptions options)
    {
        var relay = new EventRelay(graph, settings.EventProcessors.Concat(options.EventProcessors), options.KeepEvents, settings.Logger, settings.TimeProvider) { MaxKeptEvents = options.MaxKeptEvents };
        CallTelemetry? telemetry = spec.IsEmptyMap ? null : CallTelemetry.Attach(graph, spec.RunId, spec.IsMap, spec.IsUntraced ? default : spec.Trace, spec.Count, spec.WorkflowId);
        return PlanOf(graph, spec, options, relay, telemetry, journal: null);
    }

    private CallPlan Plan(
        Graph graph, IReadOnlyDictionary<string, object?> shared, RunOptions options, bool isMap, int? count, bool hasHandle, RunJournal? journal)
    {
        if (options.InterruptHandler is not null)
        {
            throw new NotSupportedException(
                "RunOptions.InterruptHandler cannot travel to the silos. Set it on the silos' own runner (SiloGraphs.Runner), or supply the answers with the call.");
        }

        (string name, string version) = link.GetIdentity(graph);
        var relay = new EventRelay(graph, settings.EventProcessors.Concat(options.EventProcessors), hasHandle && options.KeepEvents, settings.Logger, settings.TimeProvider) { MaxKeptEvents = options.MaxKeptEvents };
        var spec = new RunSpec
        {
            RunId = RunId.New(),
            Epoch = 1,
            Graph = name,
            Version = version,
            IsMap = isMap,
            Count = count,
            WorkflowId = options.WorkflowId,
            MaxIterations = options.MaxIterations,
            MaxConcurrency = options.MaxConcurrency,
            StopsAtFailure = isMap && options.ErrorHandling == ErrorHandling.Raise,
            WantsEvents = relay.HasListeners,
            WantsValues = relay.WantsValues,
            SharedInputs = new ValueWriter(graph, settings.Values).WriteInputs(shared),
            MaxItemRetries = settings.MaxItemRetries,
            KeepsLog = settings.KeepLog && hasHandle,
            CallerTimeout = CallerTimeout,
            SilosTimeout = settings.SilosTimeout,
            IsDurable = journal is not null,
        };

        // Last, because the activity must end: the call ends it.
        CallTelemetry? telemetry = spec.IsEmptyMap ? null : CallTelemetry.Start(graph, spec.RunId, isMap, count, spec.WorkflowId, settings.TimeProvider);
        return PlanOf(graph, telemetry is null ? spec : spec.InTraceOf(telemetry), options, relay, telemetry, journal);
    }

    private CallPlan PlanOf(Graph graph, RunSpec spec, RunOptions options, EventRelay relay, CallTelemetry? telemetry, RunJournal? journal)
    {
        int? restored = journal is { IsResumed: true } ? journal.RestorableCount : null;
        if (restored is { } count)
        {
            telemetry?.Resume(count);
        }

        var publisher = new RunEventPublisher(relay, graph, spec, settings.Values, settings.TimeProvider, telemetry?.SpanId ?? SpanId.New(), restored);
        return new CallPlan(graph, spec, options, new ValueWriter(graph, settings.Values), relay, publisher, settings.Values, telemetry, journal);
    }
}
