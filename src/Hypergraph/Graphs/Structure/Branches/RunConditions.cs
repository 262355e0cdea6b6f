namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>
/// The conditions under which the nodes of a graph may run, in terms of the decisions of its gates. They are necessary conditions: a
/// node whose condition cannot hold never runs. They include gates, required inputs and waits.
/// </summary>
internal sealed class RunConditions
{
    private readonly GraphStructure _structure;
    private readonly bool _assumesExclusive;
    private readonly HashSet<string> _inputs;
    private readonly HashSet<string> _answers;
    private readonly BranchCondition[] _guards;
    private readonly BranchCondition[] _mustBeOpen;
    private readonly BranchCondition[] _mayRun;
    private readonly BranchCondition[] _mustRun;

    /// <param name="structure">The graph.</param>
    /// <param name="inputs">The values that a call supplies, or may supply.</param>
    /// <param name="answers">The answers of interrupts that a call may supply.</param>
    /// <param name="assumesExclusive">
    /// Whether every gate is regarded as one that chooses one target, once, and every nested graph as one that produces all its outputs.
    /// The condition of a node that can run may then seem impossible.
    /// </param>
    public RunConditions(GraphStructure structure, IEnumerable<GraphInput> inputs, IEnumerable<GraphInput> answers, bool assumesExclusive)
    {
        _structure = structure;
        _assumesExclusive = assumesExclusive;
        _inputs = [.. inputs.Select(i => i.Name)];
        _answers = [.. answers.Select(a => a.Name)];
        Variables = new BranchVariables(structure, assumesExclusive);
        _guards = NeverForEachNode();
        _mustBeOpen = NeverForEachNode();
        _mayRun = NeverForEachNode();
        _mustRun = NeverForEachNode();
        for (int component = 0; component < structure.Components.Count; component++)
        {
            Visit(component);
        }
    }

    public BranchVariables Variables { get; }

    /// <summary>Whether the node never runs because its requirements exclude each other, although each of them can hold.</summary>
    public bool IsImpossible(int node) => _mayRun[node].IsNever && RequirementsOf(node).All(r => !r.Condition.IsNever);

    /// <summary>Returns the requirements of the node: the gates that control it, the inputs without a default, and its waits.</summary>
    public IEnumerable<RunRequirement> RequirementsOf(int node)
    {
        yield return new RunRequirement(null, _guards[node]);
        foreach (NodeInput input in _structure.Nodes[node].Inputs)
        {
            if (!input.HasDefault && !IsSupplied(input.Name))
            {
                yield return new RunRequirement(input.Name, MayHave(input.Name, _structure.ConnectedProducersOf(node, input.Name)));
            }
        }

        foreach (string name in _structure.Nodes[node].WaitsFor)
        {
            if (!IsSupplied(name) && _structure.ActiveSourcesOf(name) is { Count: > 0 } sources)
            {
                yield return new RunRequirement(name, AnyOf(sources));
            }
        }
    }

    /// <summary>When a run may have a value.</summary>
    public BranchCondition MayHave(string name) => IsSupplied(name) ? BranchCondition.Always : MayHave(name, _structure.ActiveProducersOf(name));

    private BranchCondition[] NeverForEachNode() => Array.ConvertAll(_structure.Nodes, _ => BranchCondition.Never);

    private bool IsSupplied(string name) => _inputs.Contains(name) || _answers.Contains(name);

    private BranchCondition AnyOf(List<int> nodes)
    {
        BranchCondition any = BranchCondition.Never;
        foreach (int node in nodes)
        {
            any = any.Or(_mayRun[node], BranchCondition.Always);
        }

        return any;
    }

    private BranchCondition MayHave(string name, IEnumerable<int> producers)
    {
        BranchCondition any = BranchCondition.Never;
        foreach (int node in producers)
        {
            any = any.Or(_mayRun[node].And(Variables.ConditionOfOutput(node, name), BranchCondition.Always), BranchCondition.Always);
        }

        return any;
    }

    private void Visit(int component)
    {
        ArraySegment<int> nodes = _structure.Components.NodesOf(component);
        int rounds = _structure.Components.IsLoop(component) ? nodes.Count + 1 : 1;
        bool changes = true;
        for (int round = 0; round < rounds && changes; round++)
        {
            changes = false;
            foreach (int node in nodes)
            {
                changes |= Update(node);
            }
        }

        if (changes && _structure.Components.IsLoop(component))
        {
            foreach (int node in nodes)
            {
                _guards[node] = _mayRun[node] = BranchCondition.Always;
            }
        }
    }

    /// <returns>Whether a condition has changed.</returns>
    private bool Update(int node)
    {
        BranchCondition guard = GuardOf(node);
        _guards[node] = guard;
        BranchCondition may = BranchCondition.Always;
        foreach (RunRequirement requirement in RequirementsOf(node))
        {
            may = may.And(requirement.Condition, BranchCondition.Always);
        }

        BranchCondition must = MustRun(node);
        bool changes = !may.HasSameCases(_mayRun[node]) || !must.HasSameCases(_mustRun[node]);
        _mayRun[node] = may;
        _mustRun[node] = must;
        return changes;
    }

    /// <summary>The gates that control a node, except those that an entrypoint excludes.</summary>
    private GateLink[] GatesOf(int node) => Array.FindAll(_structure.GatesOf(node), link => _structure.IsActive[link.Gate]);

    /// <summary>Returns the condition under which gates may enable a node: one gate is enough.</summary>
    private BranchCondition GuardOf(int node) =>
        GatesOf(node) is { Length: > 0 } gates && !_structure.Entrypoints.Contains(node) ? AnyOf(gates, MayOpen, BranchCondition.Always) : BranchCondition.Always;

    private static BranchCondition AnyOf(GateLink[] gates, Func<GateLink, BranchCondition> conditionOf, BranchCondition fallback)
    {
        BranchCondition any = BranchCondition.Never;
        foreach (GateLink link in gates)
        {
            any = any.Or(conditionOf(link), fallback);
        }

        return any;
    }

    /// <summary>
    /// Returns the condition under which a gate may enable a node: it has chosen the node, or, if its targets are enabled by default, it may run but never does.
    /// </summary>
    private BranchCondition MayOpen(GateLink link)
    {
        bool enabledByDefault = ((GateNode)_structure.Nodes[link.Gate]).DefaultOpen;
        if (!Variables.DecidesOnce(link.Gate))
        {
            // Gates that control each other enable each other for the first run.
            return enabledByDefault ? BranchCondition.Always : _mayRun[link.Gate];
        }

        BranchCondition chosen = _mayRun[link.Gate].And(Variables.ConditionOf(link), BranchCondition.Always);
        if (!enabledByDefault || _structure.IsInLoop(link.Gate))
        {
            return chosen;
        }

        BranchCondition neverDecides = _guards[link.Gate].And(_mustRun[link.Gate].Not(BranchCondition.Always), BranchCondition.Always);
        return chosen.Or(neverDecides, BranchCondition.Always);
    }

    /// <summary>Returns a sufficient condition under which a node runs, in a run that completes.</summary>
    private BranchCondition MustRun(int node)
    {
        GateLink[] gates = GatesOf(node);
        BranchCondition must = gates.Length == 0 || IsStart(node) ? BranchCondition.Always : AnyOf(gates, MustOpen, BranchCondition.Never);
        _mustBeOpen[node] = must;
        foreach (NodeInput input in _structure.Nodes[node].Inputs)
        {
            if (!input.HasDefault && !_inputs.Contains(input.Name))
            {
                must = must.And(MustBeAvailable(input.Name, _structure.ConnectedProducersOf(node, input.Name)), BranchCondition.Never);
            }
        }

        foreach (string name in _structure.Nodes[node].WaitsFor)
        {
            if (!_inputs.Contains(name) && _structure.ActiveSourcesOf(name) is { Count: > 0 } sources)
            {
                must = must.And(MustBeAvailable(name, sources), BranchCondition.Never);
            }
        }

        return must;
    }

    /// <summary>When a gate lets a node run for certain: when it chooses it, or, unless it begins closed, is open itself but never runs.</summary>
    private BranchCondition MustOpen(GateLink link)
    {
        if (!Variables.DecidesOnce(link.Gate))
        {
            return BranchCondition.Never;
        }

        BranchCondition chosen = _mustRun[link.Gate].And(Variables.ConditionOf(link), BranchCondition.Never);
        if (!((GateNode)_structure.Nodes[link.Gate]).DefaultOpen || _structure.IsInLoop(link.Gate))
        {
            return chosen;
        }

        BranchCondition neverAsked = _mustBeOpen[link.Gate].And(_mayRun[link.Gate].Not(BranchCondition.Never), BranchCondition.Never);
        return chosen.Or(neverAsked, BranchCondition.Never);
    }

    private BranchCondition MustBeAvailable(string name, IEnumerable<int> sources)
    {
        BranchCondition any = BranchCondition.Never;
        foreach (int source in sources)
        {
            if (_assumesExclusive || !MissingValues.MayOmit(_structure.Nodes[source], name))
            {
                any = any.Or(_mustRun[source], BranchCondition.Never);
            }
        }

        return any;
    }

    /// <summary>Whether a node starts a loop that its gates, which are in the same loop, only continue.</summary>
    private bool IsStart(int node) => _structure.Entrypoints.Contains(node)
        && Array.TrueForAll(GatesOf(node), link => _structure.IsInLoop(link.Gate) && ((GateNode)_structure.Nodes[link.Gate]).DefaultOpen);
}
