using System.Diagnostics.CodeAnalysis;
using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning;

/// <summary>A node in a plan, with every name resolved.</summary>
internal sealed class Step
{
    /// <summary>Its place among the plan's steps, which are in declaration order.</summary>
    public required int Index { get; init; }

    public required Node Node { get; init; }

    /// <summary>What it reads. In a static schedule, created on first use.</summary>
    [AllowNull]
    public StepInput[] Inputs
    {
        get => field ??= Ports!.InputsOf(Node);
        init;
    }

    /// <summary>What it writes. In a static schedule, created on first use.</summary>
    [AllowNull]
    public StepOutput[] Outputs
    {
        get => field ??= Ports!.OutputsOf(Node);
        init;
    }

    /// <summary>The source of the inputs and outputs in a static schedule; null in other plans, which set them.</summary>
    public LazyStepPorts? Ports { get; init; }

    /// <summary>The call of the function, of all nodes but nested graphs.</summary>
    public ResolvedCall? Call { get; init; }

    /// <summary>The slots of the function's results: those of the outputs, unless others are set.</summary>
    [AllowNull]
    public Slot[] ResultSlots
    {
        get => field ??= Array.ConvertAll(Outputs, output => output.Staging);
        init;
    }

    /// <summary>The results of the function as declared: those of a gate or an interrupt are no outputs of the node.</summary>
    public IReadOnlyList<NodeOutput> Results => ((CallableNode)Node).Body.Outputs;

    /// <summary>Where the function reads the context of its call; null if it accepts none.</summary>
    public Slot? ContextSlot { get; init; }

    /// <summary>The services among the arguments of its calls.</summary>
    public IReadOnlyList<ServiceArgument> Services => (Call as CallWithServices)?.Services ?? [];

    /// <summary>The interceptors of its calls, outermost first.</summary>
    public NodeInterceptor[] Interceptors { get; init; } = [];

    /// <summary>The node if it decides what runs next.</summary>
    public GateNode? Gate { get; init; }

    /// <summary>Whether it decides what runs next.</summary>
    public bool IsGate => Gate is not null;

    /// <summary>Whether a call of it is a call of its function and nothing else.</summary>
    public bool IsUnintercepted => ContextSlot is null && Interceptors.Length == 0;

    /// <summary>Room for one of its intercepted calls, made when first needed.</summary>
    public CallLayout? CallLayout { get; set; }

    /// <summary>The nested graph, of a graph node.</summary>
    public NestedGraph? Nested { get; init; }

    /// <summary>The steps that produce its inputs, in a static schedule.</summary>
    public int PredecessorCount { get; set; }

    /// <summary>The gates that guard it, by step.</summary>
    public GateLink[] Gates { get; set; } = [];

    /// <summary>The gates that enable it again: those of its own loop, if any control it, otherwise all.</summary>
    public GateLink[] RerunGates { get; set; } = [];

    /// <summary>The steps of its loop that precede it in the first iteration: producers of its inputs, and gates.</summary>
    public int[] FirstRunPredecessors { get; set; } = [];

    /// <summary>The names that it emits, by their indexes among the plan's control dependencies.</summary>
    public int[] Emits { get; init; } = [];

    /// <summary>What must be present, and changed, before it runs.</summary>
    public ControlDependency[] WaitsFor { get; init; } = [];

    /// <summary>The steps of its loop that an edge makes run again after each of its runs.</summary>
    public int[] TriggeredSteps { get; set; } = [];

    /// <summary>Its place in the iterations of its loop; null where no edge orders the loop's steps.</summary>
    public StepOrder? Order { get; set; }

    /// <summary>Whether others may wait for its runs, beside its values.</summary>
    public bool HasControlDependents => Emits.Length + TriggeredSteps.Length > 0;

    /// <summary>What a gate decides in its loop.</summary>
    public LoopGate LoopGate { get; set; } = LoopGate.None;

    public bool IsEntrypoint { get; init; }

    /// <summary>Whether it is an interrupt, for which every answer counts as changed, even an equal one.</summary>
    public bool IsInterrupt { get; init; }

    public bool IsInLoop { get; init; }

    /// <summary>Its component, by its place among the plan's components. Not in a static schedule.</summary>
    public int Component { get; set; }

    /// <summary>Whether a call may return before it has finished, so that it does not block the caller.</summary>
    public bool ReturnsEarly => Node is FunctionNode { IsAsync: true };

    /// <summary>
    /// Whether it counts against the budget of concurrent calls: nested graphs do not, their nodes do; interrupts do not, as
    /// they may wait for a person.
    /// </summary>
    public bool NeedsPermit => Nested is null && !IsInterrupt;

    /// <summary>The type of the slot of a result.</summary>
    public SlotType ResultSlotType(int result) => Node.Outputs.Count == 0 || Node is InterruptNode ? Results[result].SlotType : Outputs[result].Value.SlotType;

    /// <summary>The values of the results.</summary>
    public object?[] ReadResults(Frame frame)
    {
        object?[] values = new object?[ResultSlots.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ResultSlotType(i).GetBoxed(frame, ResultSlots[i]);
        }

        return values;
    }

    /// <summary>Writes the values of the results, in place of a call.</summary>
    public void WriteResults(Frame frame, IReadOnlyList<object?> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ResultSlotType(i).SetBoxed(frame, ResultSlots[i], values[i]);
        }
    }

    /// <summary>The input values as data, for events.</summary>
    public NamedValues InputValues(Frame frame)
    {
        object?[] values = new object?[Inputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            PlanValue value = Inputs[i].Value;
            values[i] = value.SlotType.GetBoxed(frame, value.Slot);
        }

        return new NamedValues(Node.InputNames, values);
    }
}
