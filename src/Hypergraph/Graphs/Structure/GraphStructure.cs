using System.Runtime.InteropServices;
using Hypergraph.Graphs.Components;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Graphs.Structure;

/// <summary>
/// The edges of a graph, which follow from its names, and the resulting structure: the nodes that can run, the gates that control
/// them, and the strongly connected components in the order in which they run. Nodes are identified by their indexes in declaration
/// order, values by their indexes among all names: each name is looked up once.
/// </summary>
internal sealed partial class GraphStructure
{
    private static readonly Func<Node, IReadOnlyList<NodeInput>> InputsOf = static node => node.Inputs;
    private static readonly Func<Node, IReadOnlyList<NodeOutput>> OutputsOf = static node => node.Outputs;

    private readonly Dictionary<string, int> _values;
    private readonly Ports<NodeInput> _allInputs;
    private readonly Ports<NodeOutput> _allOutputs;
    private readonly NodesByName _emitters;
    private readonly NodesByName _waiters;
    private readonly HashSet<int> _shared;
    private readonly ExplicitEdges _edges;
    private readonly GateLink[]?[] _gatesOf;
    private readonly bool _edgesCarryValues;

    public GraphStructure(GraphSpec spec)
    {
        Nodes = spec.Nodes;
        NodeIndexes = IndexNodes(spec);
        _values = new Dictionary<string, int>(Nodes.Length);
        int[] inputValues = AssignValueIds(InputsOf, static input => input.Name);
        int[] outputValues = AssignValueIds(OutputsOf, static output => output.Name);
        _allInputs = new Ports<NodeInput>(Nodes, InputsOf, inputValues, ValueCount);
        _allOutputs = new Ports<NodeOutput>(Nodes, OutputsOf, outputValues, ValueCount);
        _emitters = new NodesByName(Nodes, static node => node.Emits);
        _waiters = new NodesByName(Nodes, static node => node.WaitsFor);
        CheckSignals(spec);
        _shared = FindShared(spec);
        _edges = ReadEdges(spec);
        _edgesCarryValues = spec.Edges is not null && _shared.Count == 0;
        _gatesOf = LinkGates(spec);
        Entrypoints = FindEntrypoints(spec);
        IsActive = FindActive(spec);
        ActiveNodes = FindActiveNodes();
        bool isAllActive = ActiveNodes.Length == Nodes.Length;
        Inputs = isAllActive ? _allInputs : _allInputs.Where(IsActive, Nodes, InputsOf);
        Outputs = isAllActive ? _allOutputs : _allOutputs.Where(IsActive, Nodes, OutputsOf);
        Values = FindActiveValues();
        Components = StronglyConnectedComponentFinder.Find(IsActive, AddSuccessors);
    }

    public Node[] Nodes { get; }

    /// <summary>The index of each node, by name.</summary>
    public Dictionary<string, int> NodeIndexes { get; }

    public int[] Entrypoints { get; }

    /// <summary>Which nodes can run: those downstream of the entrypoints that the selected outputs need.</summary>
    public bool[] IsActive { get; }

    /// <summary>The strongly connected components of the active nodes.</summary>
    public StronglyConnectedComponents Components { get; }

    /// <summary>The number of names of values, including those that only inactive nodes produce or read.</summary>
    public int ValueCount => _values.Count;

    /// <summary>The inputs of active nodes.</summary>
    public Ports<NodeInput> Inputs { get; }

    /// <summary>The outputs of active nodes.</summary>
    public Ports<NodeOutput> Outputs { get; }

    /// <summary>Every value that an active node produces or reads, in order of first appearance.</summary>
    public GraphValue[] Values { get; }

    /// <summary>The values that nodes produce, active or not, in order of first appearance.</summary>
    public IEnumerable<GraphValue> ProducedValues
    {
        get
        {
            for (int node = 0; node < Nodes.Length; node++)
            {
                foreach (int value in _allOutputs.ValuesOf(node))
                {
                    if (_allOutputs.NodesOf(value)[0] == node)
                    {
                        yield return new GraphValue(this, value);
                    }
                }
            }
        }
    }

    /// <summary>The names of these values.</summary>
    public IEnumerable<string> OutputNames => ProducedValues.Select(value => _allOutputs.Of(value.Id)[0].Name);

    /// <summary>The nodes that produce a value, active or not.</summary>
    public ArraySegment<int> ProducersOf(string value) => _values.TryGetValue(value, out int id) ? _allOutputs.NodesOf(id) : ArraySegment<int>.Empty;

    /// <summary>The nodes that read a value, active or not.</summary>
    public ArraySegment<int> ConsumersOf(string value) => _values.TryGetValue(value, out int id) ? _allInputs.NodesOf(id) : ArraySegment<int>.Empty;

    /// <summary>The active nodes that produce a value.</summary>
    public ArraySegment<int> ActiveProducersOf(string value) => _values.TryGetValue(value, out int id) ? Outputs.NodesOf(id) : ArraySegment<int>.Empty;

    /// <summary>The active nodes in declaration order.</summary>
    public int[] ActiveNodes { get; }

    public bool IsInLoop(int node) => IsActive[node] && Components.IsLoop(Components.ComponentOf(node));

    /// <summary>The gates that control a node.</summary>
    public GateLink[] GatesOf(int node) => _gatesOf.Length == 0 ? [] : _gatesOf[node] ?? [];

    /// <summary>Whether the value is shared: several nodes write it, and it makes no edges.</summary>
    public bool IsShared(string value) => _shared.Count > 0 && _values.TryGetValue(value, out int id) && _shared.Contains(id);

    /// <summary>Whether every consumer of a value that is not shared reads it from all its producers: explicit edges do not carry values.</summary>
    public bool ConsumesFromAllProducers => !_edgesCarryValues;

    /// <summary>Whether an edge carries a value from a producer to a consumer.</summary>
    public bool Feeds(int producer, int consumer, string value) => _values.TryGetValue(value, out int id) && Feeds(producer, consumer, id);

    /// <summary>Returns a value that an active node produces or reads; null if none does.</summary>
    public GraphValue? Find(string value) =>
        _values.TryGetValue(value, out int id) && new GraphValue(this, id) is { IsActive: true } found ? found : null;

    /// <summary>The active nodes from which a node reads an input: all that produce the name, unless explicit edges restrict them.</summary>
    public IEnumerable<int> ConnectedProducersOf(int node, string input) => ActiveProducersOf(input).Where(p => Feeds(p, node, input));

    /// <summary>The active nodes with an ordering edge to a node, which runs after each of their executions.</summary>
    public IEnumerable<int> OrderPredecessorsOf(int node) => _edges.To(node).Where(p =>
        IsActive[p] && (!_edgesCarryValues || !Nodes[node].Inputs.Any(i => ConnectedProducersOf(node, i.Name).Contains(p))));

    /// <summary>The nodes that explicit edges and waits order after a node.</summary>
    public IEnumerable<int> OrderSuccessorsOf(int node) => ExplicitSuccessorsOf(node).Concat(WaitersOf(node).Select(waiter => waiter.Node));

    /// <summary>The other nodes to which explicit edges lead from a node.</summary>
    public IReadOnlyList<int> ExplicitSuccessorsOf(int node) => _edges.From(node);

    /// <summary>The nodes that wait for a signal or a value of a node, with its name.</summary>
    public IEnumerable<(int Node, string Name)> WaitersOf(int node)
    {
        foreach (string name in Nodes[node].Emits.Concat(Nodes[node].Outputs.Select(o => o.Name)))
        {
            foreach (int waiter in _waiters[name])
            {
                yield return (waiter, name);
            }
        }
    }

    /// <summary>The active nodes that emit a signal or produce a value.</summary>
    public List<int> ActiveSourcesOf(string name) => SourcesOf(name).FindAll(n => IsActive[n]);

    /// <summary>Whether an active node emits a signal or produces a value.</summary>
    public bool HasActiveSource(string name)
    {
        foreach (int producer in ProducersOf(name))
        {
            if (IsActive[producer])
            {
                return true;
            }
        }

        IReadOnlyList<int> emitters = _emitters[name];
        for (int i = 0; i < emitters.Count; i++)
        {
            if (IsActive[emitters[i]])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nodes that depend on a node: by its values and signals, by edges, or by the decision of a gate. With repetitions.</summary>
    public IEnumerable<int> SuccessorsOf(int node)
    {
        List<int> successors = [];
        AddSuccessors(node, successors);
        return successors;
    }

    /// <summary>Adds the nodes of <see cref="SuccessorsOf"/> to a list.</summary>
    public void AddSuccessors(int node, List<int> successors)
    {
        foreach (int value in _allOutputs.ValuesOf(node))
        {
            foreach (int consumer in _allInputs.NodesOf(value))
            {
                if (Feeds(node, consumer, value))
                {
                    successors.Add(consumer);
                }
            }
        }

        if (_edges.Count > 0 || _waiters.Count > 0)
        {
            successors.AddRange(OrderSuccessorsOf(node));
        }

        if (Nodes[node] is GateNode gate)
        {
            foreach (string target in gate.Targets)
            {
                if (target != Node.End)
                {
                    successors.Add(NodeIndexes[target]);
                }
            }
        }
    }

    /// <summary>
    /// The nodes that a node depends on: those that produce its inputs and the names it waits for, those that precede it by edges, and
    /// gates that control it. With repetitions.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="withEdges">Whether to include explicit edges that carry no value.</param>
    public IEnumerable<int> PredecessorsOf(int node, bool withEdges = true)
    {
        foreach (int value in _allInputs.ValuesOf(node))
        {
            foreach (int producer in _allOutputs.NodesOf(value))
            {
                if (Feeds(producer, node, value))
                {
                    yield return producer;
                }
            }
        }

        foreach (string name in Nodes[node].WaitsFor)
        {
            foreach (int source in SourcesOf(name))
            {
                yield return source;
            }
        }

        foreach (int predecessor in withEdges ? _edges.To(node) : [])
        {
            yield return predecessor;
        }

        foreach (GateLink link in GatesOf(node))
        {
            yield return link.Gate;
        }
    }

    private static Dictionary<string, int> IndexNodes(GraphSpec spec)
    {
        var index = new Dictionary<string, int>(spec.Nodes.Length);
        for (int i = 0; i < spec.Nodes.Length; i++)
        {
            if (!index.TryAdd(spec.Nodes[i].Name, i))
            {
                throw spec.Error($"two nodes are named '{spec.Nodes[i].Name}'. Rename one of them, with name: \"…\" or WithName.");
            }
        }

        return index;
    }

    /// <summary>Returns the ids of the values of all ports, node by node.</summary>
    private int[] AssignValueIds<TPort>(Func<Node, IReadOnlyList<TPort>> portsOf, Func<TPort, string> nameOf)
    {
        int total = 0;
        foreach (Node node in Nodes)
        {
            total += portsOf(node).Count;
        }

        int[] values = new int[total];
        int count = 0;
        foreach (Node node in Nodes)
        {
            IReadOnlyList<TPort> ports = portsOf(node);
            for (int i = 0; i < ports.Count; i++)
            {
                ref int value = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, nameOf(ports[i]), out bool isKnown);
                if (!isKnown)
                {
                    value = _values.Count - 1;
                }

                values[count++] = value;
            }
        }

        return values;
    }

    /// <summary>Returns the values that active nodes produce or read, in order of first appearance.</summary>
    private GraphValue[] FindActiveValues()
    {
        var values = new GraphValue[ValueCount];
        bool[] isListed = new bool[ValueCount];
        int count = 0;
        for (int node = 0; node < Nodes.Length; node++)
        {
            if (IsActive[node])
            {
                List(_allInputs.ValuesOf(node));
                List(_allOutputs.ValuesOf(node));
            }
        }

        return count == values.Length ? values : values[..count];

        void List(ArraySegment<int> ofNode)
        {
            foreach (int value in ofNode)
            {
                if (!isListed[value])
                {
                    isListed[value] = true;
                    values[count++] = new GraphValue(this, value);
                }
            }
        }
    }

    /// <summary>The nodes that emit a signal or produce a value, active or not.</summary>
    private List<int> SourcesOf(string name) => [.. ProducersOf(name), .. _emitters[name]];

    private bool Feeds(int producer, int consumer, int value) =>
        !_shared.Contains(value) && (!_edgesCarryValues || _edges.Contains(producer, consumer));

    /// <summary>Returns the gates that control each node; an empty array if the graph has no gates.</summary>
    private GateLink[]?[] LinkGates(GraphSpec spec)
    {
        if (!Array.Exists(Nodes, node => node is GateNode))
        {
            return [];
        }

        var links = new List<GateLink>?[Nodes.Length];
        for (int g = 0; g < Nodes.Length; g++)
        {
            if (Nodes[g] is not GateNode gate)
            {
                continue;
            }

            for (int t = 0; t < gate.Targets.Count; t++)
            {
                if (gate.Targets[t] != Node.End)
                {
                    int target = Find(spec, gate.Targets[t], $"gate '{gate.Name}' targets '{gate.Targets[t]}', which", NearestName.SuggestTarget);
                    (links[target] ??= []).Add(new GateLink(g, t));
                }
            }
        }

        return Array.ConvertAll(links, l => l?.ToArray());
    }

    private bool[] FindActive(GraphSpec spec)
    {
        bool[] active = Entrypoints.Length == 0 ? AllNodes() : FindReachable(Entrypoints, SuccessorsOf);
        if (spec.Selected is null)
        {
            return active;
        }

        foreach (string output in spec.Selected)
        {
            if (ProducersOf(output).Count == 0)
            {
                IEnumerable<string> known = OutputNames;
                throw spec.Error($"'{output}' is selected, but no node produces it.{NearestName.Suggest(output, known)} Outputs: {NameList.Of(known)}.");
            }
        }

        List<int> producers = [];
        foreach (string output in spec.Selected)
        {
            producers.AddRange(ProducersOf(output));
        }

        return FindReachable(producers.FindAll(n => active[n]), n => PredecessorsOf(n).Where(p => active[p]));
    }

    private bool[] AllNodes()
    {
        bool[] all = new bool[Nodes.Length];
        Array.Fill(all, true);
        return all;
    }

    private int[] FindActiveNodes()
    {
        int[] active = new int[Nodes.Length];
        int count = 0;
        for (int n = 0; n < Nodes.Length; n++)
        {
            if (IsActive[n])
            {
                active[count++] = n;
            }
        }

        return count == active.Length ? active : active[..count];
    }

    private bool[] FindReachable(IEnumerable<int> start, Func<int, IEnumerable<int>> next)
    {
        bool[] reached = new bool[Nodes.Length];
        List<int> pending = [.. start];
        while (pending.Count > 0)
        {
            int node = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            pending.AddRange(next(node));
        }

        return reached;
    }
}
