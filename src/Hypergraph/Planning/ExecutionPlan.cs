using Hypergraph.Graphs.Components;
using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning;

/// <summary>
/// A graph compiled for running: every name a slot, every edge an index. Created once for a graph and shared by its runs;
/// it never changes once it is compiled.
/// </summary>
internal sealed class ExecutionPlan
{
    /// <summary>The number of results up to which their names are compared one by one.</summary>
    private const int MaxSearchedResults = 8;

    private readonly PlanValue?[] _values;
    private readonly Frame? _constants;
    private readonly FrameLayout _layout;

    /// <summary>The places of the results by the ids of values, from 1 on, created when a result among many is first read by name.</summary>
    private int[]? _resultPlaces;

    public ExecutionPlan(
        Graph graph,
        FrameLayout layout,
        PlanValue?[] values,
        int valueCount,
        Step[] steps,
        PackedIntLists successors,
        StepComponent[] components,
        Slot? tokenSlot,
        Slot? servicesSlot,
        bool hasStaticSchedule,
        Step[] order,
        int signalCount,
        int waitCount)
    {
        Graph = graph;
        _layout = layout;
        _values = values;
        Steps = steps;
        Successors = successors;
        Components = components;
        TokenSlot = tokenSlot;
        ServicesSlot = servicesSlot;
        Order = order;
        Calls = Array.ConvertAll(order, step => step.Call);
        SignalCount = signalCount;
        ControlDependencyCount = waitCount;
        ValueCount = valueCount;
        Shape = hasStaticSchedule ? ShapeOf(steps, successors) : PlanShape.Supersteps;
        IsSynchronous = Array.TrueForAll(steps, s => s.Call is not null && !s.ReturnsEarly);
        CallsOneAtATime = Shape == PlanShape.Chain && Array.TrueForAll(steps, s => s.Call is not null || s.Nested is { Node.IsMapped: false, Plan.CallsOneAtATime: true });
        HasInterrupts = graph.HasInterrupts;
        NeedsServices = servicesSlot is not null || Array.Exists(steps, s => s.Nested is { Plan.NeedsServices: true });
        HasOrderedLoops = Array.Exists(components, component => component.HasOrder);
        IsUnintercepted = Array.TrueForAll(steps, s => s.IsUnintercepted);
        Inputs = [.. Values.Where(v => v.Input is not null)];
        Results = [.. graph.Results.Select(ValueOf)];
        _constants = MakeConstants();
    }

    public Graph Graph { get; }

    /// <summary>The nodes that can run, in declaration order.</summary>
    public Step[] Steps { get; }

    /// <summary>The steps that wait for each step.</summary>
    public PackedIntLists Successors { get; }

    /// <summary>The strongly connected components, whose nodes are steps; none in a static schedule, which needs no scheduler.</summary>
    public StepComponent[] Components { get; }

    /// <summary>Where functions with a token parameter read it; null if there are none.</summary>
    public Slot? TokenSlot { get; }

    /// <summary>Where functions with services read their provider; null if there are none.</summary>
    public Slot? ServicesSlot { get; }

    /// <summary>Whether a function has services, here or in a nested graph.</summary>
    public bool NeedsServices { get; }

    /// <summary>
    /// Whether every step runs exactly once, after the producers of its inputs: no loop, no gate, no pause, one producer a
    /// name. Such a plan needs no scheduler, and its steps write straight to the values' slots.
    /// </summary>
    public bool HasStaticSchedule => Shape != PlanShape.Supersteps;

    /// <summary>The steps of a static schedule by supersteps, and in declaration order within one.</summary>
    public Step[] Order { get; }

    /// <summary>What these steps call; null for nested graphs.</summary>
    public ResolvedCall?[] Calls { get; }

    /// <summary>Which strategy runs the plan.</summary>
    public PlanShape Shape { get; }

    /// <summary>Whether all its steps are synchronous functions, so that there is nothing in it to wait for.</summary>
    public bool IsSynchronous { get; }

    /// <summary>Whether a run never has two functions in flight, here or in a nested graph.</summary>
    public bool CallsOneAtATime { get; }

    /// <summary>Whether edges order the steps of any loop.</summary>
    public bool HasOrderedLoops { get; }

    /// <summary>Whether a run may pause, here or in a nested graph.</summary>
    public bool HasInterrupts { get; }

    /// <summary>Whether no function of the plan has an interceptor of its own.</summary>
    public bool IsUnintercepted { get; }

    /// <summary>The number of values.</summary>
    public int ValueCount { get; }

    /// <summary>The number of signals.</summary>
    public int SignalCount { get; }

    /// <summary>The number of signals and values that steps wait for, each counted for each step.</summary>
    public int ControlDependencyCount { get; }

    /// <summary>The values that a call may supply.</summary>
    public PlanValue[] Inputs { get; }

    /// <summary>The values that results expose.</summary>
    public PlanValue[] Results { get; }

    /// <summary>When its values are released; null if none is.</summary>
    public ValueReleases? Releases { get; set; }

    /// <summary>The columns of its frames, besides that of references, that contain references.</summary>
    public IEnumerable<int> ColumnsWithReferences => _layout.ColumnsWithReferences;

    /// <summary>All values, their copies apart.</summary>
    public IEnumerable<PlanValue> Values => Graph.Structure.Values.Select(ValueOf);

    /// <summary>The place of a name among the results; -1 if it is none. What it costs does not depend on the number of results.</summary>
    public int IndexOfResult(string name)
    {
        if (Results.Length > MaxSearchedResults)
        {
            return Find(name) is { } value ? (_resultPlaces ??= PlacesOfResults())[value.Id] - 1 : -1;
        }

        for (int i = 0; i < Results.Length; i++)
        {
            if (Results[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    public PlanValue? Find(string name) => Graph.Structure.Find(name) is { } value ? ValueOf(value) : null;

    public PlanValue Value(string name) => Find(name)!;

    /// <summary>A frame with the graph's bound values and defaults, and with what a call injects.</summary>
    public Frame CreateFrame(IServiceProvider? services, CancellationToken cancellationToken)
    {
        Frame frame = _layout.CreateFrame();
        if (_constants is not null)
        {
            frame.CopyFrom(_constants);
        }

        Inject(frame, services, cancellationToken);
        return frame;
    }

    /// <summary>Stores the token and the services of a call, for the functions that accept them.</summary>
    public void Inject(Frame frame, IServiceProvider? services, CancellationToken cancellationToken)
    {
        if (TokenSlot is { } slot)
        {
            frame.Write(slot, cancellationToken);
        }

        if (ServicesSlot is { } provider)
        {
            frame.Write(provider, services);
        }
    }

    private static PlanShape ShapeOf(Step[] steps, PackedIntLists successors) =>
        steps.Count(s => s.PredecessorCount == 0) == 1 && Array.TrueForAll(steps, s => successors[s.Index].Count <= 1)
            ? PlanShape.Chain
            : PlanShape.Dataflow;

    private int[] PlacesOfResults()
    {
        int[] places = new int[ValueCount];
        for (int i = 0; i < Results.Length; i++)
        {
            places[Results[i].Id] = i + 1;
        }

        return places;
    }

    private Frame? MakeConstants()
    {
        Frame? constants = null;
        foreach (PlanValue value in Values)
        {
            if (value.Input is { IsBound: true } or { HasDefault: true })
            {
                SetConstant(value, value.Input.FallbackValue, ref constants);
            }
            else if (value.Default() is { } input)
            {
                SetConstant(value, input.DefaultValue, ref constants);
            }
        }

        return constants;
    }

    private void SetConstant(PlanValue value, object? constant, ref Frame? constants)
    {
        constants ??= _layout.CreateFrame();
        constant = value.Widen(constant);
        value.SlotType.SetBoxed(constants, value.Slot, constant);
        foreach (PlanValue copy in value.Copies)
        {
            copy.SlotType.SetBoxed(constants, copy.Slot, constant);
        }
    }

    /// <summary>A value by its place among the graph's values.</summary>
    public PlanValue ValueAt(int id) => _values[id]!;

    private PlanValue ValueOf(GraphValue value) => _values[value.Id]!;
}
