using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>A node in a plan, with every name resolved.</summary>
internal sealed class Step
{
    /// <summary>Its place among the plan's steps, which are in declaration order.</summary>
    public required int Index { get; init; }

    public required Node Node { get; init; }

    /// <summary>What it reads, made when first asked for in a direct plan.</summary>
    [AllowNull]
    public StepInput[] Inputs
    {
        get => field ??= Ports!.InputsOf(Node);
        init;
    }

    /// <summary>What it writes, made when first asked for in a direct plan.</summary>
    [AllowNull]
    public StepOutput[] Outputs
    {
        get => field ??= Ports!.OutputsOf(Node);
        init;
    }

    /// <summary>Where the inputs and outputs come from in a direct plan; null in others, in which they are given.</summary>
    public LazyStepPorts? Ports { get; init; }

    /// <summary>The call of the function, of all nodes but nested graphs.</summary>
    public ResolvedCall? Call { get; init; }

    /// <summary>The slots that the function's results go to: those of the outputs, unless others are given.</summary>
    [AllowNull]
    public Slot[] ResultSlots
    {
        get => field ??= Array.ConvertAll(Outputs, output => output.Staging);
        init;
    }

    /// <summary>Where the function reads the context of its call; null if it takes none.</summary>
    public Slot? ContextSlot { get; init; }

    /// <summary>What goes around its calls, the outermost first.</summary>
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

    /// <summary>The steps that give its inputs, in a direct plan.</summary>
    public int PredecessorCount { get; set; }

    /// <summary>The gates that hold it, by step.</summary>
    public GateLink[] Gates { get; set; } = [];

    /// <summary>The gates that let it run again: those of its own loop, if any control it, and else all.</summary>
    public GateLink[] RerunGates { get; set; } = [];

    /// <summary>The steps of its loop that go before it the first time: producers of its inputs and gates.</summary>
    public int[] FirstRunPredecessors { get; set; } = [];

    /// <summary>The signals that it gives, by their places among the plan's signals.</summary>
    public int[] Emits { get; init; } = [];

    /// <summary>What must be there, and new, before it runs.</summary>
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

    /// <summary>Whether it asks a question, to which any answer is news, also if it is the same again.</summary>
    public bool IsInterrupt { get; init; }

    public bool IsInLoop { get; init; }

    /// <summary>Whether calling it may return before it is done, so that calling it does not keep the caller.</summary>
    public bool ReturnsEarly => Node is FunctionNode { IsAsync: true };

    /// <summary>
    /// Whether it counts against the budget of concurrent calls: nested graphs do not, their nodes do; interrupts do not, as
    /// they may wait for a person.
    /// </summary>
    public bool NeedsPermit => Nested is null && !IsInterrupt;

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

    /// <summary>The output values as data, for events; what a nested graph did not give is not among them.</summary>
    public NamedValues OutputValues(RunState state, bool isStopped)
    {
        if (Nested is not null)
        {
            StepOutput[] given = [.. Outputs.Where((o, i) => state.Scheduler is { } scheduler ? !scheduler.IsMissing(this, i) : !isStopped || state.Has(o.Value))];
            return new NamedValues([.. given.Select(o => o.Value.Name)], ValuesOf(given, state));
        }

        return new NamedValues(Node.OutputNames, ValuesOf(Outputs, state));
    }

    private object?[] ValuesOf(StepOutput[] outputs, RunState state)
    {
        // An answer that was given with the call stands in its own slot.
        bool isAnswer = IsInterrupt && state.IsSupplied(outputs[0].Value);
        object?[] values = new object?[outputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            PlanValue value = outputs[i].Value;
            values[i] = value.SlotType.GetBoxed(state.Frame, isAnswer ? value.Slot : outputs[i].Staging);
        }

        return values;
    }
}
