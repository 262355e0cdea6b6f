using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>Compiles a graph to its plan.</summary>
internal sealed class PlanCompiler
{
    private readonly Graph _graph;
    private readonly GraphStructure _structure;
    private readonly FrameLayout _layout = new();
    private readonly PlanValue?[] _values;
    private readonly Dictionary<(int Node, int Value), PlanValue> _copies = [];
    private readonly Dictionary<PlanValue, int[]> _producersOfCopies = [];
    private readonly Dictionary<string, int> _signals;
    private readonly int[] _stepOf;
    private readonly List<Slot> _placed = [];
    private readonly bool _isDirect;
    private readonly DirectPorts? _ports;
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
        _ports = _isDirect ? new DirectPorts(_structure, _values) : null;
    }

    /// <exception cref="InsufficientExecutionStackException">Graphs are nested too deep for the calling thread's stack.</exception>
    public static ExecutionPlan Compile(Graph graph)
    {
        StackGuard.Check(graph);
        return new PlanCompiler(graph).Compile();
    }

    private ExecutionPlan Compile()
    {
        int[] active = [.. _structure.ActiveNodes];
        Array.Fill(_stepOf, -1);
        for (int i = 0; i < active.Length; i++)
        {
            _stepOf[active[i]] = i;
        }

        Step[] steps = Array.ConvertAll(active, MakeStep);
        NumberLists successors = SuccessorsOfSteps(active);
        Step[] order = [];
        if (_isDirect)
        {
            order = OrderDirect(steps, successors);
        }
        else
        {
            LinkGates(steps, active);
            LinkReaders(steps);
        }

        return new ExecutionPlan(_graph, _layout, _values, _values.Length + _producersOfCopies.Count, steps, successors, _isDirect ? [] : RegionsOfSteps(steps), _tokenSlot, _isDirect, order, _signals.Count, _waitCount);
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

    /// <summary>The value of a name that an active node gives or takes.</summary>
    private PlanValue Find(PlanValue?[] values, string name) => values[_structure.Find(name)!.Value.Id]!;

    /// <summary>Values for inputs that edges tie to some of the producers of their name, or to none.</summary>
    private void MakeCopies()
    {
        if (_structure.TakesFromAll)
        {
            return;
        }

        var made = new Dictionary<(string Name, string Producers), PlanValue>();
        int count = _values.Length;
        foreach (int n in _structure.ActiveNodes)
        {
            foreach (int taken in _structure.Inputs.ValuesOf(n))
            {
                PlanValue value = _values[taken]!;
                int[] producers = [.. _structure.GiversOf(n, value.Name)];
                if (_structure.IsShared(value.Name) || producers.Length == _structure.Outputs.NodesOf(taken).Count)
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

                _copies.Add((n, taken), copy);
            }
        }
    }

    private PlanValue ValueFor(int node, int taken) =>
        _copies.Count > 0 && _copies.TryGetValue((node, taken), out PlanValue? copy) ? copy : _values[taken]!;

    private bool IsDirect() =>
        !_graph.HasCycles
        && _copies.Count == 0
        && !_graph.HasInterrupts
        && _structure.ActiveNodes.All(n => _structure.Nodes[n] is not GateNode)
        && _structure.Values.All(value => value.Outputs.Count <= 1 && !_structure.IsShared(value.Name))
        && _graph.Results.All(value => value.Outputs.Count == 1)
        && !MayMissValues();

    /// <summary>Whether a run may complete without some of its outputs. Where there are no gates, only nested graphs may lack some.</summary>
    private bool MayMissValues() =>
        _structure.ActiveNodes.Any(n => _structure.Nodes[n] is GraphNode) && _graph.Outputs.Any(output => output.MayBeMissing);

    private Step MakeStep(int n)
    {
        Node node = _structure.Nodes[n];
        StepInput[]? inputs = _ports is null ? InputsOf(n, node) : null;
        StepOutput[]? outputs = _ports is null ? OutputsOf(n, node) : null;
        var callable = node as CallableNode;
        Slot? contextSlot = ContextSlotOf(callable);
        Slot[]? targets = TargetsOf(node);
        return new Step
        {
            Index = _stepOf[n],
            Node = node,
            Ports = _ports,
            Inputs = inputs,
            Outputs = outputs,
            Call = callable is null ? null : Place(n, callable, contextSlot, targets, outputs),
            ContextSlot = contextSlot,
            Interceptors = callable is { Interceptors.Count: > 0 } ? [.. callable.Interceptors] : [],
            Targets = targets,
            Nested = node is GraphNode graphNode ? new NestedGraph(graphNode, inputs ?? _ports!.InputsOf(node), outputs ?? _ports!.OutputsOf(node)) : null,
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
        ArraySegment<int> taken = _structure.Inputs.ValuesOf(n);
        var inputs = new StepInput[taken.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            NodeInput input = node.Inputs[i];
            inputs[i] = new StepInput(ValueFor(n, taken[i]), input.HasDefault, Triggers(n, input.Name));
        }

        return inputs;
    }

    private StepOutput[] OutputsOf(int n, Node node)
    {
        ArraySegment<int> given = _structure.Outputs.ValuesOf(n);
        var outputs = new StepOutput[given.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            PlanValue value = _values[given[i]]!;
            Slot staging = _layout.Add(value.SlotType, node.Outputs[i].IsUntyped);
            outputs[i] = new StepOutput(value, staging, _copies.Count == 0 ? [] : Array.FindAll(value.Copies, copy => _producersOfCopies[copy].Contains(n)));
        }

        return outputs;
    }

    /// <summary>Whether a new value of the input makes the node run again.</summary>
    private bool Triggers(int n, string input) => IsDrivenByGate(n)
        || !(_structure.IsShared(input) || (_structure.GiversOf(n, input).ToArray() is [var only] && only == n));

    /// <summary>Whether a gate of the node's own loop controls it.</summary>
    private bool IsDrivenByGate(int n) => Array.Exists(
        _structure.GatesOf(n), link => _structure.IsActive[link.Gate] && IsInLoopOf(n, link.Gate));

    private PlacedCall Place(int n, CallableNode node, Slot? contextSlot, Slot[]? targets, StepOutput[]? outputs)
    {
        NodeInput[] parameters = node.Function.Parameters;
        ArraySegment<int> taken = _structure.Inputs.ValuesOf(n);
        _placed.Clear();
        _placed.EnsureCapacity(parameters.Length + node.Body.Outputs.Count + 1);
        int input = 0;
        ArgumentConversions conversions = default;
        foreach (NodeInput parameter in parameters)
        {
            if (parameter.IsFilledIn)
            {
                _placed.Add(parameter == NodeInput.Context ? contextSlot!.Value : TokenSlot());
                continue;
            }

            PlanValue value = ValueFor(n, taken[input++]);
            _placed.Add(conversions.Place(_layout, value.Slot, value.SlotType, parameter));
        }

        if (node.Body.TakesContext)
        {
            _placed.Add(contextSlot!.Value);
        }

        int parameterCount = _placed.Count;
        for (int i = 0; i < node.Body.Outputs.Count; i++)
        {
            _placed.Add(targets?[i] ?? outputs?[i].Staging ?? _values[_structure.Outputs.ValuesOf(n)[i]]!.Slot);
        }

        ReadOnlySpan<Slot> placed = CollectionsMarshal.AsSpan(_placed);
        return conversions.Around(node.Body.Place(placed[..parameterCount], placed[parameterCount..]));
    }

    /// <summary>A place for the context of the node's calls, for each node its own; null if the node takes none.</summary>
    private Slot? ContextSlotOf(CallableNode? node) =>
        node is not null && (node.Body.TakesContext || node.Function.Parameters.Contains(NodeInput.Context)) ? _layout.Add(SlotType<NodeContext>.Instance) : null;

    /// <summary>What the node waits for; a name that nobody left in the plan gives is not waited for.</summary>
    private IEnumerable<StepWait> WaitsOf(Node node) => node.WaitsFor
        .Where(name => _structure.ActiveSourcesOf(name).Any())
        .Select(name => _signals.TryGetValue(name, out int signal) ? new StepWait(_waitCount++, signal, Value: null) : new StepWait(_waitCount++, Signal: -1, Find(_values, name)));

    private Slot TokenSlot() => _tokenSlot ??= _layout.Add(SlotType<CancellationToken>.Instance);

    /// <summary>Where a gate's decision or an interrupt's question goes, which are no outputs; null for other nodes.</summary>
    private Slot[]? TargetsOf(Node node) => node is GateNode or InterruptNode
        ? [.. ((CallableNode)node).Body.Outputs.Select(o => _layout.Add(o.SlotType, o.IsUntyped))]
        : null;

    /// <summary>The steps that wait for each step.</summary>
    private NumberLists SuccessorsOfSteps(int[] active)
    {
        NumberLists successors = _structure.Regions.Successors;
        if (active.Length == _structure.Nodes.Length)
        {
            return successors;
        }

        int[] starts = new int[active.Length + 1];
        List<int> steps = [];
        for (int i = 0; i < active.Length; i++)
        {
            steps.AddRange(successors[active[i]].Select(n => _stepOf[n]));
            starts[i + 1] = steps.Count;
        }

        return new NumberLists(starts, [.. steps]);
    }

    /// <summary>The steps by supersteps, and in declaration order within one.</summary>
    private Step[] OrderDirect(Step[] steps, NumberLists successors)
    {
        int[] level = new int[steps.Length];
        int[] starts = new int[steps.Length + 1];
        for (int region = 0; region < _structure.Regions.Count; region++)
        {
            // Without loops a region is a node, and those that it waits for have been here.
            int step = _stepOf[_structure.Regions.NodesOf(region)[0]];
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

    private void LinkGates(Step[] steps, int[] active)
    {
        foreach (int n in active)
        {
            Step step = steps[_stepOf[n]];
            step.Gates = [.. _structure.GatesOf(n).Where(l => _structure.IsActive[l.Gate]).Select(l => l with { Gate = _stepOf[l.Gate] })];
            step.GatesOfReruns = step.Gates;
            if (step.IsInLoop)
            {
                if (IsDrivenByGate(n))
                {
                    step.GatesOfReruns = Array.FindAll(step.Gates, l => IsInLoopOf(n, active[l.Gate]));
                }

                if (_structure.Nodes[n] is GateNode gate)
                {
                    step.InLoop = InLoopOf(n, gate);
                }

                step.StartsAfter = [.. PredecessorsInLoop(n).Select(p => _stepOf[p])];
                foreach (int before in _structure.OrderedBefore(n).Where(p => IsInLoopOf(n, p)))
                {
                    Step trigger = steps[_stepOf[before]];
                    trigger.RunsBefore = [.. trigger.RunsBefore, step.Index];
                }
            }
        }
    }

    private LoopGate InLoopOf(int n, GateNode gate) => new()
    {
        DecidesOn = BetweenTargetsAnd(gate, n),
        Continues = [.. gate.Targets.Select(t => t != Node.End && IsInLoopOf(n, _structure.Index[t]) ? _stepOf[_structure.Index[t]] : -1)],
        LeadsTo = gate.AllowsMultiple ? [.. gate.Targets.Select(t => LeadingTo(t, n))] : [],
        Limit = LoopLimit.Of(gate),
    };

    private IEnumerable<int> PredecessorsInLoop(int n) =>
        _structure.PredecessorsOf(n).Where(p => p != n && IsInLoopOf(n, p)).Distinct();

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
        HashSet<int> targets = [n, .. gate.Targets.Where(t => t != Node.End).Select(t => _structure.Index[t])];
        return LeadingTo(n, n, targets);
    }

    /// <summary>The steps of a gate's loop that lead to one of its targets, but not through the gate.</summary>
    private int[] LeadingTo(string target, int gate) =>
        target != Node.End && IsInLoopOf(gate, _structure.Index[target]) ? LeadingTo(_structure.Index[target], gate, [gate, _structure.Index[target]]) : [];

    /// <summary>The steps of a loop that lead to a node without passing others.</summary>
    private int[] LeadingTo(int start, int loopOf, HashSet<int> seen)
    {
        List<int> found = [];
        var open = new Stack<int>([start]);
        while (open.TryPop(out int node))
        {
            foreach (int before in _structure.PredecessorsOf(node).Where(p => IsInLoopOf(loopOf, p) && seen.Add(p)))
            {
                found.Add(_stepOf[before]);
                open.Push(before);
            }
        }

        return [.. found];
    }

    private bool IsInLoopOf(int node, int other) => _structure.Regions.Of(node) == _structure.Regions.Of(other);

    private Region[] RegionsOfSteps(Step[] steps)
    {
        RegionMap map = _structure.Regions;
        var regions = new Region[map.Count];
        for (int r = 0; r < regions.Length; r++)
        {
            ArraySegment<int> nodes = map.NodesOf(r);
            regions[r] = new Region([.. nodes.Select(n => _stepOf[n])], map.IsLoop(r))
            {
                HasChoices = nodes.Any(n => steps[_stepOf[n]].InLoop.LeadsTo.Length > 0),
                HasOrder = LoopOrder.TrySet(_structure, r, steps, _stepOf),
                Successors = [.. nodes.SelectMany(n => map.Successors[n]).Select(map.Of).Where(other => other != r).Distinct()],
            };
        }

        foreach (int successor in regions.SelectMany(region => region.Successors))
        {
            regions[successor].PredecessorCount++;
        }

        return regions;
    }
}
