namespace Hypergraph;

/// <summary>Compiles a graph to its plan.</summary>
internal sealed class PlanCompiler
{
    private readonly Graph _graph;
    private readonly GraphStructure _structure;
    private readonly FrameLayout _layout = new();
    private readonly Dictionary<string, PlanValue> _values;
    private readonly Dictionary<(int Node, string Input), PlanValue> _copies = [];
    private readonly Dictionary<PlanValue, int[]> _producersOfCopies = [];
    private readonly Dictionary<string, int> _signals;
    private readonly int[] _stepOf;
    private readonly bool _isDirect;
    private Slot? _tokenSlot;
    private int _waitCount;

    private PlanCompiler(Graph graph)
    {
        _graph = graph;
        _structure = graph.Structure;
        _values = MakeValues();
        MakeCopies();
        _signals = _structure.ActiveNodes.SelectMany(n => _structure.Nodes[n].Emits).Distinct().Select((name, i) => (name, i)).ToDictionary(s => s.name, s => s.i);
        _stepOf = new int[_structure.Nodes.Length];
        _isDirect = IsDirect();
    }

    public static ExecutionPlan Compile(Graph graph) => new PlanCompiler(graph).Compile();

    private ExecutionPlan Compile()
    {
        int[] active = [.. _structure.ActiveNodes];
        Array.Fill(_stepOf, -1);
        for (int i = 0; i < active.Length; i++)
        {
            _stepOf[active[i]] = i;
        }

        Step[] steps = [.. active.Select(MakeStep)];
        Step[] order = [];
        if (_isDirect)
        {
            order = OrderDirect(steps);
        }
        else
        {
            LinkGates(steps, active);
            LinkReaders(steps);
        }

        return new ExecutionPlan(_graph, _layout, _values, steps, _isDirect ? [] : RegionsOfSteps(), _tokenSlot, _isDirect, order, _signals.Count, _waitCount);
    }

    private Dictionary<string, PlanValue> MakeValues()
    {
        Dictionary<string, GraphInput> inputs = _graph.Inputs.ToDictionary(i => i.Name);
        Dictionary<string, GraphInput> answers = _graph.Answers.ToDictionary(a => a.Name);
        var values = new Dictionary<string, PlanValue>(_graph.Values.Count);
        foreach (GraphValue value in _graph.Values.Values)
        {
            Slot slot = _layout.Add(value.SlotType, value.IsUntyped);
            values.Add(value.Name, new PlanValue(
                values.Count, value, slot, inputs.GetValueOrDefault(value.Name) ?? answers.GetValueOrDefault(value.Name), answers.ContainsKey(value.Name)));
        }

        return values;
    }

    /// <summary>Values for inputs that edges tie to some of the producers of their name, or to none.</summary>
    private void MakeCopies()
    {
        if (_structure.TakesFromAll)
        {
            return;
        }

        var made = new Dictionary<(string Name, string Producers), PlanValue>();
        int count = _values.Count;
        foreach (int n in _structure.ActiveNodes)
        {
            foreach (NodeInput input in _structure.Nodes[n].Inputs)
            {
                int[] producers = [.. _structure.GiversOf(n, input.Name)];
                if (_structure.IsShared(input.Name) || producers.Length == _structure.ActiveProducersOf(input.Name).Count())
                {
                    continue;
                }

                (string, string) key = (input.Name, string.Join(',', producers));
                if (!made.TryGetValue(key, out PlanValue? copy))
                {
                    PlanValue value = _values[input.Name];
                    copy = value.MakeCopy(count++, _layout.Add(value.SlotType, value.Slot.IsChecked));
                    made.Add(key, copy);
                    _producersOfCopies.Add(copy, producers);
                }

                _copies.Add((n, input.Name), copy);
            }
        }
    }

    private PlanValue ValueFor(int node, string input) =>
        _copies.Count > 0 && _copies.TryGetValue((node, input), out PlanValue? copy) ? copy : _values[input];

    private bool IsDirect() =>
        !_graph.HasCycles
        && _copies.Count == 0
        && _graph.Values.Keys.All(name => !_structure.IsShared(name))
        && !_graph.HasInterrupts
        && _structure.ActiveNodes.All(n => _structure.Nodes[n] is not GateNode)
        && _graph.Values.Values.All(v => v.Outputs.Length <= 1)
        && _graph.Outputs.All(o => !o.MayBeMissing)
        && _graph.ResultNames.All(name => !_graph.Values.TryGetValue(name, out GraphValue? value) || value.Outputs.Length == 1);

    private Step MakeStep(int n)
    {
        Node node = _structure.Nodes[n];
        StepInput[] inputs = InputsOf(n, node);
        StepOutput[] outputs = OutputsOf(n, node);
        var callable = node as CallableNode;
        Slot? contextSlot = ContextSlotOf(callable);
        Slot[] targets = TargetsOf(node, outputs);
        return new Step
        {
            Index = _stepOf[n],
            Node = node,
            Inputs = inputs,
            Outputs = outputs,
            Call = callable?.Body.Place(ParametersOf(n, callable, contextSlot), targets),
            ContextSlot = contextSlot,
            Interceptors = callable is { Interceptors.Count: > 0 } ? [.. callable.Interceptors] : [],
            Targets = targets,
            Nested = node is GraphNode graphNode ? new NestedGraph(graphNode, inputs, outputs) : null,
            Emits = node.Emits.Count == 0 ? [] : [.. node.Emits.Select(name => _signals[name])],
            WaitsFor = node.WaitsFor.Count == 0 ? [] : [.. WaitsOf(node)],
            IsEntrypoint = _structure.Entrypoints.Contains(n),
            IsInterrupt = node is InterruptNode,
            IsInLoop = _structure.IsInLoop(n),
            Gate = node as GateNode,
        };
    }

    private StepInput[] InputsOf(int n, Node node)
    {
        var inputs = new StepInput[node.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            NodeInput input = node.Inputs[i];
            inputs[i] = new StepInput(ValueFor(n, input.Name), input.HasDefault, _isDirect || Triggers(n, input.Name));
        }

        return inputs;
    }

    private StepOutput[] OutputsOf(int n, Node node)
    {
        var outputs = new StepOutput[node.Outputs.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            PlanValue value = _values[node.Outputs[i].Name];
            Slot staging = _isDirect ? value.Slot : _layout.Add(value.SlotType, node.Outputs[i].IsUntyped);
            outputs[i] = new StepOutput(value, staging, _copies.Count == 0 ? [] : Array.FindAll(value.Copies, copy => _producersOfCopies[copy].Contains(n)));
        }

        return outputs;
    }

    /// <summary>Whether a new value of the input makes the node run again.</summary>
    private bool Triggers(int n, string input)
    {
        bool isGated = _structure.GatesOf[n].Any(link => _structure.IsActive[link.Gate]);
        return isGated || !(_structure.IsShared(input) || (_structure.GiversOf(n, input).ToArray() is [var only] && only == n));
    }

    private Slot[] ParametersOf(int n, CallableNode node, Slot? contextSlot)
    {
        NodeInput[] parameters = node.Function.Parameters;
        var slots = new Slot[parameters.Length + (node.Body.TakesContext ? 1 : 0)];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = i == parameters.Length || parameters[i] == NodeInput.Context ? contextSlot!.Value
                : parameters[i] == NodeInput.Token ? TokenSlot()
                : ValueFor(n, parameters[i].Name).Slot;
        }

        return slots;
    }

    /// <summary>A place for the context of the node's calls, for each node its own; null if the node takes none.</summary>
    private Slot? ContextSlotOf(CallableNode? node) =>
        node is not null && (node.Body.TakesContext || node.Function.Parameters.Contains(NodeInput.Context)) ? _layout.Add(SlotType<NodeContext>.Instance) : null;

    /// <summary>What the node waits for; a name that nobody left in the plan gives is not waited for.</summary>
    private IEnumerable<StepWait> WaitsOf(Node node) => node.WaitsFor
        .Where(name => _structure.ActiveSourcesOf(name).Any())
        .Select(name => _signals.TryGetValue(name, out int signal) ? new StepWait(_waitCount++, signal, Value: null) : new StepWait(_waitCount++, Signal: -1, _values[name]));

    private Slot TokenSlot() => _tokenSlot ??= _layout.Add(SlotType<CancellationToken>.Instance);

    /// <summary>Where the function's results go: a gate's decision and an interrupt's question are no outputs.</summary>
    private Slot[] TargetsOf(Node node, StepOutput[] outputs) => node is GateNode or InterruptNode
        ? [.. ((CallableNode)node).Body.Outputs.Select(o => _layout.Add(o.SlotType, o.IsUntyped))]
        : Array.ConvertAll(outputs, o => o.Staging);

    private Step[] OrderDirect(Step[] steps)
    {
        int[] level = new int[steps.Length];
        foreach (Region region in _structure.Regions)
        {
            // Without loops a region is a node.
            Step step = steps[_stepOf[region.Nodes[0]]];
            step.Successors = region.Successors.Length == 0 ? [] : new Step[region.Successors.Length];
            for (int i = 0; i < step.Successors.Length; i++)
            {
                Step successor = steps[_stepOf[_structure.Regions[region.Successors[i]].Nodes[0]]];
                step.Successors[i] = successor;
                successor.PredecessorCount++;
                level[successor.Index] = Math.Max(level[successor.Index], level[step.Index] + 1);
            }
        }

        return [.. steps.OrderBy(s => level[s.Index]).ThenBy(s => s.Index)];
    }

    private void LinkGates(Step[] steps, int[] active)
    {
        foreach (int n in active)
        {
            Step step = steps[_stepOf[n]];
            step.Gates = [.. _structure.GatesOf[n].Where(l => _structure.IsActive[l.Gate]).Select(l => l with { Gate = _stepOf[l.Gate] })];
            if (step.IsInLoop)
            {
                step.DecidesOn = _structure.Nodes[n] is GateNode gate ? BetweenTargetsAnd(gate, n) : [];
                step.StartsAfter =
                [
                    .. _structure.PredecessorsOf(n)
                        .Where(p => p != n && _structure.RegionOf[p] == _structure.RegionOf[n])
                        .Distinct()
                        .Select(p => _stepOf[p]),
                ];
                foreach (int before in _structure.OrderedBefore(n).Where(p => _structure.RegionOf[p] == _structure.RegionOf[n]))
                {
                    Step trigger = steps[_stepOf[before]];
                    trigger.RunsBefore = [.. trigger.RunsBefore, step.Index];
                }
            }
        }
    }

    private static void LinkReaders(Step[] steps)
    {
        IEnumerable<(PlanValue Value, ValueReader Reader)> readers = steps.SelectMany(step => step.Inputs.Select(input =>
            (input.Value, new ValueReader(step.Index, input.Triggers ? StepFlags.Changed | StepFlags.Triggered : StepFlags.Changed))));
        foreach (IGrouping<PlanValue, (PlanValue Value, ValueReader Reader)> ofValue in readers.GroupBy(r => r.Value))
        {
            ofValue.Key.Readers = [.. ofValue.Select(r => r.Reader)];
        }
    }

    private int[] BetweenTargetsAnd(GateNode gate, int n)
    {
        HashSet<int> seen = [n, .. gate.Targets.Where(t => t != Node.End).Select(t => _structure.Index[t])];
        List<int> between = [];
        var open = new Stack<int>([n]);
        while (open.TryPop(out int node))
        {
            foreach (int before in _structure.PredecessorsOf(node).Where(p => _structure.RegionOf[p] == _structure.RegionOf[n] && seen.Add(p)))
            {
                between.Add(_stepOf[before]);
                open.Push(before);
            }
        }

        return [.. between];
    }

    private Region[] RegionsOfSteps() => [.. _structure.Regions.Select(r => new Region([.. r.Nodes.Select(n => _stepOf[n])], r.IsLoop)
    {
        Successors = r.Successors,
        PredecessorCount = r.PredecessorCount,
    })];
}
