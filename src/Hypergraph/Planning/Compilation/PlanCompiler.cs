using Hypergraph.Graphs.Components;
using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning.Compilation;

/// <summary>Compiles a graph to its plan.</summary>
internal sealed partial class PlanCompiler
{
    private readonly Graph _graph;
    private readonly GraphStructure _structure;
    private readonly FrameLayout _layout = new();
    private readonly PlanValue?[] _values;
    private readonly Dictionary<(int Node, int Value), PlanValue>? _copies;
    private readonly Dictionary<PlanValue, int[]> _producersOfCopies = [];
    private readonly Dictionary<string, int> _signals;
    private readonly int[] _stepOf;
    private Slot[] _slots = new Slot[4];
    private readonly bool _hasStaticSchedule;
    private readonly LazyStepPorts? _ports;
    private Slot? _tokenSlot;
    private Slot? _servicesSlot;
    private int _controlDependencyCount;

    private PlanCompiler(Graph graph)
    {
        _graph = graph;
        _structure = graph.Structure;
        _values = MakeValues();
        _copies = _structure.ConsumesFromAllProducers ? null : MakeCopies();
        _signals = NumberSignals();
        _stepOf = new int[_structure.Nodes.Length];
        _hasStaticSchedule = CanScheduleStatically();
        _ports = _hasStaticSchedule ? new LazyStepPorts(_structure, _values) : null;
    }

    /// <summary>The plan of a graph, compiled on first use.</summary>
    /// <exception cref="InsufficientExecutionStackException">Graphs are nested too deep for the calling thread's stack.</exception>
    public static ExecutionPlan PlanOf(Graph graph) => graph.GetOrAddPlan(static g => Compile(g));

    private static ExecutionPlan Compile(Graph graph)
    {
        StackGuard.Check(graph.Spec);
        return new PlanCompiler(graph).Compile();
    }

    private ExecutionPlan Compile()
    {
        int[] active = _structure.ActiveNodes;
        Array.Fill(_stepOf, -1);
        for (int i = 0; i < active.Length; i++)
        {
            _stepOf[active[i]] = i;
        }

        Step[] steps = Array.ConvertAll(active, MakeStep);
        PackedIntLists successors = SuccessorsOfSteps(active);
        Step[] order = [];
        if (_hasStaticSchedule)
        {
            order = CreateStaticOrder(steps, successors);
        }
        else
        {
            LinkGates(steps, active);
            LinkReaders(steps, _values.Length + _producersOfCopies.Count);
        }

        var plan = new ExecutionPlan(_graph, _layout, _values, _values.Length + _producersOfCopies.Count, steps, successors, _hasStaticSchedule ? [] : ComponentsOfSteps(steps), _tokenSlot, _servicesSlot, _hasStaticSchedule, order, _signals.Count, _controlDependencyCount);
        plan.Releases = ReleaseCompiler.Compile(plan, plan.Results);
        ReleaseCompiler.OmitUnusedOutputs(plan);
        return plan;
    }

    private PlanValue?[] MakeValues()
    {
        var values = new PlanValue?[_structure.ValueCount];
        foreach (GraphValue value in _structure.Values)
        {
            SlotType type = value.ChooseSlotType();
            values[value.Id] = new PlanValue(value.Id, value, type, _layout.Add(type, value.IsUntyped));
        }

        foreach (GraphInput answer in _graph.Answers)
        {
            PlanValue value = Find(values, answer.Name);
            value.Input = answer;
            value.IsAnswer = true;
        }

        foreach (GraphInput input in _graph.Inputs)
        {
            Find(values, input.Name).Input = input;
        }

        return values;
    }

    /// <summary>The value of a name that an active node reads or produces.</summary>
    private PlanValue Find(PlanValue?[] values, string name) => values[_structure.Find(name)!.Id]!;

    /// <summary>Values for inputs that edges tie to some of the producers of their name, or to none.</summary>
    private Dictionary<(int Node, int Value), PlanValue>? MakeCopies()
    {
        Dictionary<(int Node, int Value), PlanValue>? copies = null;
        var made = new Dictionary<(string Name, string Producers), PlanValue>();
        int count = _values.Length;
        foreach (int n in _structure.ActiveNodes)
        {
            foreach (int input in _structure.Inputs.ValuesOf(n))
            {
                PlanValue value = _values[input]!;
                int[] producers = [.. _structure.ConnectedProducersOf(n, value.Name)];
                if (_structure.IsShared(value.Name) || producers.Length == _structure.Outputs.NodesOf(input).Count)
                {
                    continue;
                }

                (string, string) key = (value.Name, string.Join(',', producers));
                if (!made.TryGetValue(key, out PlanValue? copy))
                {
                    copy = value.MakeCopy(count++, _layout.Add(value.SlotType, value.Slot.IsChecked));
                    made.Add(key, copy);
                    _producersOfCopies.Add(copy, producers);
                }

                (copies ??= []).Add((n, input), copy);
            }
        }

        return copies;
    }

    /// <summary>The index of each signal, by name.</summary>
    private Dictionary<string, int> NumberSignals()
    {
        Dictionary<string, int> signals = [];
        foreach (int n in _structure.ActiveNodes)
        {
            foreach (string name in _structure.Nodes[n].Emits)
            {
                signals.TryAdd(name, signals.Count);
            }
        }

        return signals;
    }

    private PlanValue ValueFor(int node, int input) =>
        _copies is not null && _copies.TryGetValue((node, input), out PlanValue? copy) ? copy : _values[input]!;

    private bool CanScheduleStatically() =>
        !_graph.HasCycles
        && _copies is null
        && !_graph.HasInterrupts
        && Array.TrueForAll(_structure.ActiveNodes, n => _structure.Nodes[n] is not GateNode)
        && Array.TrueForAll(_structure.Values, value => value.Outputs.Count <= 1 && !_structure.IsShared(value.Name))
        && _graph.Results.All(value => value.Outputs.Count == 1)
        && !MayMissValues();

    /// <summary>Whether a run may complete without some of its outputs. Where there are no gates, only nested graphs may lack some.</summary>
    private bool MayMissValues() =>
        Array.Exists(_structure.ActiveNodes, n => _structure.Nodes[n] is GraphNode) && _graph.Outputs.Any(output => output.MayBeMissing);

    private Step MakeStep(int n)
    {
        Node node = _structure.Nodes[n];
        StepInput[]? inputs = _ports is null ? InputsOf(n, node) : null;
        StepOutput[]? outputs = _ports is null ? OutputsOf(n, node) : null;
        var callable = node as CallableNode;
        Slot? contextSlot = ContextSlotOf(callable);
        Slot[]? targets = ResultSlotsOf(node);
        return new Step
        {
            Index = _stepOf[n],
            Node = node,
            Ports = _ports,
            Inputs = inputs,
            Outputs = outputs,
            Call = callable is null ? null : ResolveCall(n, callable, contextSlot, targets, outputs),
            ContextSlot = contextSlot,
            Interceptors = callable is { Interceptors.Count: > 0 } ? [.. callable.Interceptors] : [],
            ResultSlots = targets,
            Nested = node is GraphNode graphNode ? new NestedGraph(graphNode, PlanOf(graphNode.Graph), inputs ?? _ports!.InputsOf(node), outputs ?? _ports!.OutputsOf(node)) : null,
            Emits = SignalsOf(node),
            WaitsFor = node.WaitsFor.Count == 0 ? [] : [.. ControlDependenciesOf(node)],
            IsEntrypoint = _structure.Entrypoints.Contains(n),
            IsInterrupt = node is InterruptNode,
            IsInLoop = _structure.IsInLoop(n),
            Gate = node as GateNode,
        };
    }

    private StepInput[] InputsOf(int n, Node node)
    {
        ArraySegment<int> inputValues = _structure.Inputs.ValuesOf(n);
        var inputs = new StepInput[inputValues.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            NodeInput input = node.Inputs[i];
            inputs[i] = new StepInput(ValueFor(n, inputValues[i]), input.HasDefault, Triggers(n, input.Name));
        }

        return inputs;
    }

    private StepOutput[] OutputsOf(int n, Node node)
    {
        ArraySegment<int> outputValues = _structure.Outputs.ValuesOf(n);
        var outputs = new StepOutput[outputValues.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            PlanValue value = _values[outputValues[i]]!;
            Slot staging = _layout.Add(value.SlotType, node.Outputs[i].IsUntyped);
            outputs[i] = new StepOutput(value, staging, _copies is null ? [] : Array.FindAll(value.Copies, copy => _producersOfCopies[copy].Contains(n)));
        }

        return outputs;
    }

    /// <summary>Whether a new value of the input makes the node run again.</summary>
    private bool Triggers(int n, string input) => IsDrivenByGate(n)
        || !(_structure.IsShared(input) || (_structure.ConnectedProducersOf(n, input).ToArray() is [var only] && only == n));

    /// <summary>Whether a gate of the node's own loop controls it.</summary>
    private bool IsDrivenByGate(int n) => Array.Exists(
        _structure.GatesOf(n), link => _structure.IsActive[link.Gate] && IsInLoopOf(n, link.Gate));

    private ResolvedCall ResolveCall(int n, CallableNode node, Slot? contextSlot, Slot[]? targets, StepOutput[]? outputs)
    {
        NodeInput[] parameters = node.Function.Parameters;
        ArraySegment<int> inputValues = _structure.Inputs.ValuesOf(n);
        int capacity = parameters.Length + node.Body.Outputs.Count + 1;
        if (_slots.Length < capacity)
        {
            _slots = new Slot[capacity];
        }

        int count = 0;
        int input = 0;
        ArgumentConversions conversions = default;
        ServiceArguments services = default;
        foreach (NodeInput parameter in parameters)
        {
            if (parameter.Service is not null)
            {
                _slots[count++] = services.ResolveSlot(_layout, parameter);
            }
            else if (parameter.IsInjected)
            {
                _slots[count++] = parameter == NodeInput.Context ? contextSlot!.Value : TokenSlot();
            }
            else
            {
                PlanValue value = ValueFor(n, inputValues[input++]);
                _slots[count++] = conversions.ResolveSlot(_layout, value.Slot, value.SlotType, parameter);
            }
        }

        if (node.Body.NeedsContext)
        {
            _slots[count++] = contextSlot!.Value;
        }

        int parameterCount = count;
        for (int i = 0; i < node.Body.Outputs.Count; i++)
        {
            _slots[count++] = targets?[i] ?? outputs?[i].Staging ?? _values[_structure.Outputs.ValuesOf(n)[i]]!.Slot;
        }

        ResolvedCall call = conversions.Wrap(node.Body.ResolveSlots(new(_slots, 0, parameterCount), new(_slots, parameterCount, count - parameterCount)));
        return services.Wrap(call, node.Name, services.IsEmpty ? null : ServicesSlot());
    }

    /// <summary>A slot for the context of the node's calls, one for each node; null if the node accepts none.</summary>
    private Slot? ContextSlotOf(CallableNode? node) =>
        node is not null && (node.Body.NeedsContext || node.Function.Parameters.Contains(NodeInput.Context)) ? _layout.Add(SlotType<NodeContext>.Instance) : null;

    /// <summary>What the node waits for. A name that no node of the plan produces is excluded.</summary>
    private IEnumerable<ControlDependency> ControlDependenciesOf(Node node) => node.WaitsFor
        .Where(name => _structure.HasActiveSource(name))
        .Select(name => _signals.TryGetValue(name, out int signal) ? new ControlDependency(_controlDependencyCount++, signal, Value: null) : new ControlDependency(_controlDependencyCount++, Signal: -1, Find(_values, name)));

    private Slot TokenSlot() => _tokenSlot ??= _layout.Add(SlotType<CancellationToken>.Instance);

    private Slot ServicesSlot() => _servicesSlot ??= _layout.Add(SlotType<IServiceProvider>.Instance);

    /// <summary>The slot of a gate's decision or an interrupt's question, which are not outputs; null for other nodes.</summary>
    private Slot[]? ResultSlotsOf(Node node) => node is GateNode or InterruptNode
        ? SlotsFor(((CallableNode)node).Body.Outputs)
        : null;

    private Slot[] SlotsFor(IReadOnlyList<NodeOutput> outputs)
    {
        var slots = new Slot[outputs.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = _layout.Add(outputs[i].SlotType, outputs[i].IsUntyped);
        }

        return slots;
    }

    private int[] SignalsOf(Node node)
    {
        int[] signals = new int[node.Emits.Count];
        for (int i = 0; i < signals.Length; i++)
        {
            signals[i] = _signals[node.Emits[i]];
        }

        return signals;
    }

    /// <summary>The steps that wait for each step.</summary>
    private PackedIntLists SuccessorsOfSteps(int[] active)
    {
        PackedIntLists successors = _structure.Components.Successors;
        if (active.Length == _structure.Nodes.Length)
        {
            return successors;
        }

        int[] starts = new int[active.Length + 1];
        List<int> steps = [];
        for (int i = 0; i < active.Length; i++)
        {
            foreach (int successor in successors[active[i]])
            {
                steps.Add(_stepOf[successor]);
            }

            starts[i + 1] = steps.Count;
        }

        return new PackedIntLists(starts, [.. steps]);
    }

    /// <summary>The steps by supersteps, and in declaration order within one.</summary>
    private Step[] CreateStaticOrder(Step[] steps, PackedIntLists successors)
    {
        int[] level = new int[steps.Length];
        int[] starts = new int[steps.Length + 1];
        for (int component = 0; component < _structure.Components.Count; component++)
        {
            // Without loops a component is one node, and the components that it waits for have been visited.
            int step = _stepOf[_structure.Components.NodesOf(component)[0]];
            starts[level[step] + 1]++;
            foreach (int successor in successors[step])
            {
                steps[successor].PredecessorCount++;
                level[successor] = Math.Max(level[successor], level[step] + 1);
            }
        }

        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var order = new Step[steps.Length];
        foreach (Step step in steps)
        {
            order[starts[level[step.Index]]++] = step;
        }

        return order;
    }

    /// <summary>Sets the readers of each value, in the order of the steps.</summary>
    private static void LinkReaders(Step[] steps, int valueCount)
    {
        int[] unlinked = new int[valueCount];
        foreach (Step step in steps)
        {
            foreach (StepInput input in step.Inputs)
            {
                unlinked[input.Value.Id]++;
            }
        }

        foreach (Step step in steps)
        {
            foreach (StepInput input in step.Inputs)
            {
                ref int left = ref unlinked[input.Value.Id];
                if (input.Value.Readers.Length == 0)
                {
                    input.Value.Readers = new ValueReader[left];
                }

                ValueReader[] readers = input.Value.Readers;
                readers[readers.Length - left--] = new ValueReader(step.Index, input.Triggers ? StepFlags.Changed | StepFlags.Triggered : StepFlags.Changed);
            }
        }
    }
}
