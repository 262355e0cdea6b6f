using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>
/// The edges of a graph, as they follow from its names, and what they imply: which nodes can run, the gates that hold
/// them, and the regions in the order in which they run. Nodes are known by their places in declaration order.
/// </summary>
internal sealed class GraphStructure
{
    private static readonly int[] NoNodes = [];

    private readonly Dictionary<string, int[]> _producers;
    private readonly Dictionary<string, int[]> _consumers;
    private readonly Dictionary<string, int[]> _emitters;
    private readonly Dictionary<string, int[]> _waiters;
    private readonly HashSet<string> _shared;
    private readonly HashSet<(int From, int To)> _edges;
    private readonly ILookup<int, int> _edgesFrom;
    private readonly ILookup<int, int> _edgesTo;
    private readonly bool _edgesCarryValues;

    public GraphStructure(GraphSpec spec)
    {
        Nodes = [.. spec.Nodes];
        Index = IndexNodes(spec);
        _producers = ByName(node => node.Outputs, output => output.Name, expected: Nodes.Length);
        _consumers = ByName(node => node.Inputs, input => input.Name, expected: Nodes.Length);
        _emitters = ByName(node => node.Emits, signal => signal, expected: 0);
        _waiters = ByName(node => node.WaitsFor, name => name, expected: 0);
        CheckSignals(spec);
        _shared = [.. spec.SharedValues.Select(name => CheckShared(spec, name))];
        _edges = [.. spec.Edges.Select(edge => ReadEdge(spec, edge.From, edge.To))];
        _edgesFrom = _edges.ToLookup(e => e.From, e => e.To);
        _edgesTo = _edges.ToLookup(e => e.To, e => e.From);
        _edgesCarryValues = _edges.Count > 0 && _shared.Count == 0;
        GatesOf = LinkGates(spec);
        Entrypoints = [.. spec.Entrypoints.Select(name => Find(spec, name, $"entrypoint '{name}'"))];
        IsActive = FindActive(spec);
        (Regions, RegionOf) = new RegionFinder(Nodes.Length, IsActive, AddSuccessors).Find();
    }

    public Node[] Nodes { get; }

    /// <summary>The place of each node, by name.</summary>
    public Dictionary<string, int> Index { get; }

    /// <summary>The gates that hold each node.</summary>
    public GateLink[][] GatesOf { get; }

    public int[] Entrypoints { get; }

    /// <summary>Which nodes can run at all: those behind the entrypoints that the selected outputs need.</summary>
    public bool[] IsActive { get; }

    /// <summary>The regions of the active nodes, each after all that it depends on.</summary>
    public Region[] Regions { get; }

    /// <summary>The region of each node; -1 for those that cannot run.</summary>
    public int[] RegionOf { get; }

    /// <summary>The nodes that give a value, whether they can run or not.</summary>
    public int[] ProducersOf(string value) => _producers.GetValueOrDefault(value, NoNodes);

    /// <summary>The nodes that take a value, whether they can run or not.</summary>
    public int[] ConsumersOf(string value) => _consumers.GetValueOrDefault(value, NoNodes);

    /// <summary>The names of all outputs, in order of first appearance.</summary>
    public IReadOnlyCollection<string> OutputNames => _producers.Keys;

    /// <summary>The nodes that give a value and can run.</summary>
    public IEnumerable<int> ActiveProducersOf(string value) => ProducersOf(value).Where(n => IsActive[n]);

    /// <summary>The active nodes in declaration order.</summary>
    public IEnumerable<int> ActiveNodes => Enumerable.Range(0, Nodes.Length).Where(n => IsActive[n]);

    /// <summary>Whether the node is in a loop.</summary>
    public bool IsInLoop(int node) => RegionOf[node] >= 0 && Regions[RegionOf[node]].IsLoop;

    /// <summary>Whether several nodes write the value, so that it makes no edges.</summary>
    public bool IsShared(string value) => _shared.Contains(value);

    /// <summary>Whether everyone who takes a value that is not shared takes it from all who give it: no edges say otherwise.</summary>
    public bool TakesFromAll => !_edgesCarryValues;

    /// <summary>Whether a value goes from one node to another, both of which name it.</summary>
    public bool Feeds(int producer, int consumer, string value) =>
        !_shared.Contains(value) && (!_edgesCarryValues || _edges.Contains((producer, consumer)));

    /// <summary>The active nodes that a node takes an input from: all that give the name, unless edges say which.</summary>
    public IEnumerable<int> GiversOf(int node, string input) => ProducersOf(input).Where(p => IsActive[p] && Feeds(p, node, input));

    /// <summary>The active nodes after each run of which an edge makes a node run: edges that only order.</summary>
    public IEnumerable<int> OrderedBefore(int node) => _edgesTo[node].Where(p =>
        IsActive[p] && (!_edgesCarryValues || !Nodes[node].Inputs.Any(i => GiversOf(node, i.Name).Contains(p))));

    /// <summary>The nodes that explicit edges and waits put behind a node.</summary>
    public IEnumerable<int> OrderEdgesFrom(int node) => _edgesFrom[node].Concat(
        Nodes[node].Emits.Concat(Nodes[node].Outputs.Select(o => o.Name)).SelectMany(name => _waiters.GetValueOrDefault(name, NoNodes)));

    /// <summary>The active nodes that give a signal or a value.</summary>
    public IEnumerable<int> ActiveSourcesOf(string name) =>
        ProducersOf(name).Concat(_emitters.GetValueOrDefault(name, NoNodes)).Where(n => IsActive[n]);

    /// <summary>The nodes that depend on a node: by its values and signals, by edges or, of a gate, by its decision. With repetitions.</summary>
    public IEnumerable<int> SuccessorsOf(int node)
    {
        List<int> successors = [];
        AddSuccessors(node, successors);
        return successors;
    }

    /// <summary>Adds what <see cref="SuccessorsOf"/> gives to a list.</summary>
    public void AddSuccessors(int node, List<int> successors)
    {
        IReadOnlyList<NodeOutput> outputs = Nodes[node].Outputs;
        for (int i = 0; i < outputs.Count; i++)
        {
            foreach (int consumer in ConsumersOf(outputs[i].Name))
            {
                if (Feeds(node, consumer, outputs[i].Name))
                {
                    successors.Add(consumer);
                }
            }
        }

        if (_edges.Count > 0 || _waiters.Count > 0)
        {
            successors.AddRange(OrderEdgesFrom(node));
        }

        if (Nodes[node] is GateNode gate)
        {
            successors.AddRange(gate.Targets.Where(target => target != Node.End).Select(target => Index[target]));
        }
    }

    /// <summary>
    /// The nodes that a node depends on: those that give its inputs and what it waits for, those before it by edges, and
    /// gates that hold it. With repetitions.
    /// </summary>
    public IEnumerable<int> PredecessorsOf(int node)
    {
        foreach (NodeInput input in Nodes[node].Inputs)
        {
            foreach (int producer in ProducersOf(input.Name))
            {
                if (Feeds(producer, node, input.Name))
                {
                    yield return producer;
                }
            }
        }

        foreach (string name in Nodes[node].WaitsFor)
        {
            foreach (int source in ProducersOf(name).Concat(_emitters.GetValueOrDefault(name, NoNodes)))
            {
                yield return source;
            }
        }

        foreach (int before in _edgesTo[node])
        {
            yield return before;
        }

        foreach (GateLink link in GatesOf[node])
        {
            yield return link.Gate;
        }
    }

    private static Dictionary<string, int> IndexNodes(GraphSpec spec)
    {
        var index = new Dictionary<string, int>(spec.Nodes.Count);
        for (int i = 0; i < spec.Nodes.Count; i++)
        {
            if (!index.TryAdd(spec.Nodes[i].Name, i))
            {
                throw spec.Error($"two nodes are named '{spec.Nodes[i].Name}'. Give one of them another name, with name: \"…\" or WithName.");
            }
        }

        return index;
    }

    private Dictionary<string, int[]> ByName<T>(Func<Node, IReadOnlyList<T>> ports, Func<T, string> nameOf, int expected)
    {
        var places = new Dictionary<string, GrowingArray<int>>(expected);
        for (int n = 0; n < Nodes.Length; n++)
        {
            IReadOnlyList<T> ofNode = ports(Nodes[n]);
            for (int i = 0; i < ofNode.Count; i++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(places, nameOf(ofNode[i]), out _).Add(n);
            }
        }

        var byName = new Dictionary<string, int[]>(places.Count);
        foreach ((string name, GrowingArray<int> ofName) in places)
        {
            byName.Add(name, ofName.ToArray());
        }

        return byName;
    }

    private int Find(GraphSpec spec, string name, string subject) => Index.TryGetValue(name, out int node)
        ? node
        : throw spec.Error($"{subject} is not a node of the graph.{NearestName.Suggest(name, Index.Keys)} Nodes: {NameList.Of(Index.Keys)}.");

    private void CheckSignals(GraphSpec spec)
    {
        foreach (string signal in _emitters.Keys)
        {
            if (ProducersOf(signal).Length > 0 || ConsumersOf(signal).Length > 0)
            {
                throw spec.Error($"node '{Nodes[_emitters[signal][0]].Name}' emits '{signal}', which is the name of a value. Give the signal a name of its own.");
            }
        }

        foreach (string name in _waiters.Keys)
        {
            if (ProducersOf(name).Length == 0 && !_emitters.ContainsKey(name))
            {
                IEnumerable<string> known = _emitters.Keys.Concat(_producers.Keys);
                throw spec.Error($"node '{Nodes[_waiters[name][0]].Name}' waits for '{name}', but no node emits or gives it.{NearestName.Suggest(name, known)} Known: {NameList.Of(known)}.");
            }
        }
    }

    private (int From, int To) ReadEdge(GraphSpec spec, string from, string to)
    {
        if (from is null || to is null)
        {
            throw spec.Error("an edge names no node. Give both of its ends.");
        }

        (int From, int To) edge = (Find(spec, from, $"edge source '{from}'"), Find(spec, to, $"edge target '{to}'"));
        return edge.From != edge.To
            ? edge
            : throw spec.Error($"an edge leads from node '{from}' to itself. A gate makes a node run again; leave the edge out.");
    }

    private string CheckShared(GraphSpec spec, string name) => ProducersOf(name).Length > 0
        ? name
        : throw spec.Error($"'{name}' is shared, but no node gives it.{NearestName.Suggest(name, _producers.Keys)} Values: {NameList.Of(_producers.Keys)}.");

    private GateLink[][] LinkGates(GraphSpec spec)
    {
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
                    int target = Find(spec, gate.Targets[t], $"gate '{gate.Name}' targets '{gate.Targets[t]}', which");
                    (links[target] ??= []).Add(new GateLink(g, t));
                }
            }
        }

        return [.. links.Select(l => l?.ToArray() ?? [])];
    }

    private bool[] FindActive(GraphSpec spec)
    {
        bool[] active = Entrypoints.Length == 0 ? [.. Nodes.Select(_ => true)] : Reach(Entrypoints, SuccessorsOf);
        if (spec.Selected is null)
        {
            return active;
        }

        foreach (string output in spec.Selected)
        {
            if (ProducersOf(output).Length == 0)
            {
                IEnumerable<string> known = _producers.Keys;
                throw spec.Error($"'{output}' is selected, but no node gives it.{NearestName.Suggest(output, known)} Outputs: {NameList.Of(known)}.");
            }
        }

        return Reach(spec.Selected.SelectMany(ProducersOf).Where(n => active[n]), n => PredecessorsOf(n).Where(p => active[p]));
    }

    private bool[] Reach(IEnumerable<int> start, Func<int, IEnumerable<int>> next)
    {
        bool[] reached = new bool[Nodes.Length];
        var open = new Stack<int>(start);
        while (open.TryPop(out int node))
        {
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            foreach (int neighbour in next(node))
            {
                open.Push(neighbour);
            }
        }

        return reached;
    }
}
