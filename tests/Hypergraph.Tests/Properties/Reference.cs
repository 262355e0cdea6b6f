namespace Hypergraph.Tests.Properties;

/// <summary>
/// Runs graphs slowly, superstep by superstep, straight from the rules of the design. It shares no code with the product.
/// </summary>
internal sealed class Reference
{
    private readonly GraphSpec _graph;
    private readonly Dictionary<string, (object? Value, int Version)> _values;
    private readonly Dictionary<string, HashSet<string>> _upstream;
    private readonly Dictionary<string, HashSet<string>> _inOrderBefore;
    private readonly Dictionary<string, Dictionary<string, int>> _read = [];
    private readonly Dictionary<string, string[]> _decisions = [];
    private readonly Dictionary<string, int> _signals = [];
    private readonly Dictionary<string, int> _runs = [];

    private readonly Dictionary<string, int>? _starts;

    private Reference(GraphSpec graph, IReadOnlyDictionary<string, object?> supplied, Dictionary<string, int>? starts)
    {
        _graph = graph;
        _starts = starts;
        _values = supplied.ToDictionary(v => v.Key, v => (v.Value, 1));
        _upstream = graph.Nodes.ToDictionary(n => n.Name, graph.UpstreamOf);
        _inOrderBefore = graph.Nodes.ToDictionary(n => n.Name, InOrderBefore);
        foreach (NodeSpec node in graph.Nodes)
        {
            foreach (string input in node.Inputs.Where(i => TakesFromSome(node, i) && supplied.ContainsKey(i)))
            {
                _values[PlaceOf(node, input)] = (supplied[input], 1);
            }
        }
    }

    private bool HasLoop => _graph.Entrypoints.Length > 0;

    /// <summary>The values of a run, and what made it fail.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="supplied">The values of the call.</param>
    /// <param name="starts">Where it counts how many times each node starts, by graph and node.</param>
    public static (Dictionary<string, object?> Values, Exception? Error) Run(
        GraphSpec graph, IReadOnlyDictionary<string, object?> supplied, Dictionary<string, int>? starts = null) => new Reference(graph, supplied, starts).Run();

    private (Dictionary<string, object?> Values, Exception? Error) Run()
    {
        Exception? error = null;
        while (error is null && NextStep() is { Count: > 0 } ready)
        {
            error = Run(ready);
        }

        return (_graph.Outputs.Where(_values.ContainsKey).ToDictionary(o => o, o => _values[o].Value), error);
    }

    private List<NodeSpec> NextStep()
    {
        List<NodeSpec> ready = [.. _graph.Nodes.Where(IsReady)];
        if (HasLoop)
        {
            // A loop starts at its entrypoint: the others wait until their inputs have been produced in the loop.
            ready.RemoveAll(n => !_runs.ContainsKey(n.Name) && !_graph.Entrypoints.Contains(n.Name) && !IsFirstTurnDone(n));
            KeepOrder(ready);
        }
        else
        {
            // What lies before a node comes first, if it comes at all.
            HashSet<string> names = [.. ready.Select(n => n.Name)];
            ready.RemoveAll(n => _upstream[n.Name].Overlaps(names));
        }

        HashSet<string> behindReadyGates = [.. ready.OfType<GateSpec>().SelectMany(g => g.Targets)];
        ready.RemoveAll(n => behindReadyGates.Contains(n.Name));
        HashSet<string> first = [.. ready.Select(n => n.Name)];
        List<NodeSpec> overtaken = ready.FindAll(n => _runs.ContainsKey(n.Name) && GatesOf(n).Any() && GatesOf(n).Where(g => Opens(g, n)).All(g => first.Overlaps(_graph.EvidenceOf(g))));
        if (overtaken.Count < ready.Count)
        {
            ready.RemoveAll(overtaken.Contains);
        }

        return ready;
    }

    /// <summary>
    /// A target of an edge that only orders runs in each iteration after what goes before it there. The entrypoint begins the next iteration,
    /// when the targets of the last one have run.
    /// </summary>
    private void KeepOrder(List<NodeSpec> ready)
    {
        string[] began = [.. ready.Select(n => n.Name).Where(_graph.Entrypoints.Contains)];
        string[] others = [.. ready.Select(n => n.Name).Except(began)];
        ready.RemoveAll(n => began.Contains(n.Name)
            ? others.Any(o => _inOrderBefore[o].Contains(n.Name))
            : others.Any(o => o != n.Name && _inOrderBefore[n.Name].Contains(o)));
    }

    /// <summary>All that go before a node in an iteration; none where no edge to it only orders.</summary>
    private HashSet<string> InOrderBefore(NodeSpec node)
    {
        HashSet<string> before = [];
        var open = new Stack<string>(_graph.Entrypoints.Contains(node.Name) || !OrderedBefore(node).Any() ? [] : _graph.PredecessorsOf(node).Select(p => p.Name));
        while (open.TryPop(out string? next))
        {
            if (before.Add(next) && !_graph.Entrypoints.Contains(next))
            {
                foreach (NodeSpec further in _graph.PredecessorsOf(_graph.Nodes.First(n => n.Name == next)))
                {
                    open.Push(further.Name);
                }
            }
        }

        return before;
    }

    private Exception? Run(List<NodeSpec> ready)
    {
        var written = new List<(NodeSpec Node, IEnumerable<(string Name, object? Value)> Outputs)>();
        Exception? error = null;
        foreach (NodeSpec node in ready)
        {
            _read[node.Name] = WhatItDependsOn(node).ToDictionary(d => d.Name, d => d.Version);
        }

        foreach (NodeSpec node in ready)
        {
            string name = $"{_graph.Name}/{node.Name}";
            if (!HasLoop || _upstream[node.Name].Contains(node.Name))
            {
                // What lies behind a loop runs at each of its iterations here, where the product waits until the loop has ended.
                _starts?[name] = _starts.GetValueOrDefault(name) + 1;
            }

            try
            {
                if (node is GateSpec gate)
                {
                    _decisions[gate.Name] = gate.Decide(InputsOf(node));
                    written.Add((node, []));
                }
                else
                {
                    written.Add((node, Call(node, InputsOf(node))));
                }
            }
            catch (InvalidOperationException exception)
            {
                error = exception;
                break;
            }
        }

        written.ForEach(w => Commit(w.Node, w.Outputs));
        return error;
    }

    private void Commit(NodeSpec node, IEnumerable<(string Name, object? Value)> outputs)
    {
        _runs[node.Name] = _runs.GetValueOrDefault(node.Name) + 1;
        foreach (string signal in node.Emits)
        {
            _signals[signal] = _signals.GetValueOrDefault(signal) + 1;
        }

        foreach ((string name, object? value) in outputs)
        {
            IEnumerable<string> alongEdges = _graph.Nodes.Where(c => c.Inputs.Contains(name) && TakesFromSome(c, name) && _graph.GiversOf(c, name).Contains(node)).Select(c => PlaceOf(c, name));
            foreach (string place in alongEdges.Prepend(name))
            {
                if (!_values.TryGetValue(place, out (object? Value, int Version) old) || !Same(old.Value, value))
                {
                    _values[place] = (value, VersionOf(place) + 1);
                }
            }
        }
    }

    /// <summary>Whether edges say from which node it reads the input, so that it has a value of its own.</summary>
    private bool TakesFromSome(NodeSpec node, string input) => _graph.Edges.Length > 0 && _graph.Shared.Length == 0 && _graph.GiversOf(node, input).Any();

    private string PlaceOf(NodeSpec node, string input) => TakesFromSome(node, input) ? $"{input} of {node.Name}" : input;

    private int VersionOf(string place) => _values.TryGetValue(place, out (object? Value, int Version) value) ? value.Version : 0;

    private Dictionary<string, object?> InputsOf(NodeSpec node) => node.Inputs
        .ToDictionary(i => i, i => _values.TryGetValue(PlaceOf(node, i), out (object? Value, int Version) value) ? value.Value : DefaultsOf(node)[i]);

    /// <summary>The versions so far of everything that may make a node run again.</summary>
    private IEnumerable<(string Name, int Version)> WhatItDependsOn(NodeSpec node) => node.Inputs.Select(i => ($"input {i}", VersionOf(PlaceOf(node, i))))
        .Concat(node.WaitsFor.Select(s => ($"signal {s}", _signals.GetValueOrDefault(s))))
        .Concat(OrderedBefore(node).Select(p => ($"run {p}", _runs.GetValueOrDefault(p))));

    private bool IsNews(NodeSpec node, string what, int version) => version > (_read.TryGetValue(node.Name, out Dictionary<string, int>? read) ? read[what] : 0);

    /// <summary>The nodes from which an edge that only orders leads here.</summary>
    private IEnumerable<string> OrderedBefore(NodeSpec node) => _graph.Edges
        .Where(e => e.To == node.Name && !node.Inputs.Any(i => TakesFromSome(node, i) && _graph.GiversOf(node, i).Any(p => p.Name == e.From)))
        .Select(e => e.From);

    private bool IsReady(NodeSpec node) =>
        node.Inputs.All(i => _values.ContainsKey(PlaceOf(node, i)) || DefaultsOf(node).ContainsKey(i))
        && (!_runs.ContainsKey(node.Name) || (HasLoop && IsStale(node)))
        && node.WaitsFor.All(s => IsNews(node, $"signal {s}", _signals.GetValueOrDefault(s)))
        && IsOpen(node);

    private bool IsStale(NodeSpec node)
    {
        if (_decisions.TryGetValue(node.Name, out string[]? decision) && decision.Contains(Node.End))
        {
            return false;
        }

        return node.Inputs.Any(i => IsNewInput(node, i) && (GatesOf(node).Any() || !(_graph.Shared.Contains(i) || IsOnlyOwn(node, i))))
            || OrderedBefore(node).Any(p => IsNews(node, $"run {p}", _runs.GetValueOrDefault(p)));
    }

    private bool IsNewInput(NodeSpec node, string input) => IsNews(node, $"input {input}", VersionOf(PlaceOf(node, input)));

    private bool IsOnlyOwn(NodeSpec node, string input) => _graph.GiversOf(node, input).ToArray() is [var only] && only == node;

    private bool IsFirstTurnDone(NodeSpec node) => _graph.PredecessorsOf(node).All(p => p == node || _runs.ContainsKey(p.Name));

    private IEnumerable<GateSpec> GatesOf(NodeSpec node) => _graph.Nodes.OfType<GateSpec>().Where(g => g.Targets.Contains(node.Name));

    private bool IsOpen(NodeSpec node) => !GatesOf(node).Any() || GatesOf(node).Any(g => Opens(g, node));

    /// <summary>A gate that has not been asked yet lets its targets run once.</summary>
    private bool Opens(GateSpec gate, NodeSpec node) => _decisions.TryGetValue(gate.Name, out string[]? decision)
        ? decision.Contains(node.Name) && !gate.Inputs.Any(i => IsNewInput(gate, i))
        : !_runs.ContainsKey(node.Name);

    private static IReadOnlyDictionary<string, object?> DefaultsOf(NodeSpec node) =>
        node is FunctionSpec function ? function.Defaults : new Dictionary<string, object?>();

    private IEnumerable<(string Name, object? Value)> Call(NodeSpec node, Dictionary<string, object?> inputs)
    {
        if (node is FunctionSpec function)
        {
            return [.. function.Outputs.Zip(function.Call(inputs))];
        }

        var nested = (NestedSpec)node;
        if (nested.Mapped.Length == 0)
        {
            (Dictionary<string, object?> values, Exception? error) = Run(nested.Graph, Given(nested, inputs), _starts);
            return error is null
                ? [.. nested.Outputs.Where(o => values.ContainsKey(o.Inner)).Select(o => (o.Outer, values[o.Inner]))]
                : throw error;
        }

        var results = new List<Dictionary<string, object?>>();
        foreach (Dictionary<string, object?> item in Items(nested, inputs))
        {
            (Dictionary<string, object?> values, Exception? error) = Run(nested.Graph, Given(nested, item), _starts);
            if (error is not null && !nested.Continue)
            {
                throw error;
            }

            results.Add(error is null ? values : []);
        }

        return [.. nested.Outputs.Select(o => (o.Outer, (object?)results.Select(r => r.GetValueOrDefault(o.Inner)).ToList()))];
    }

    private static Dictionary<string, object?> Given(NestedSpec nested, Dictionary<string, object?> inputs) => nested.Renamed
        .Select(r => (r.Inner, Value: inputs[r.Outer])).Concat(nested.Bound.Select(b => (b.Inner, b.Value))).ToDictionary(v => v.Inner, v => v.Value);

    /// <summary>The inputs of each item; in a product the last list turns fastest.</summary>
    private static List<Dictionary<string, object?>> Items(NestedSpec nested, Dictionary<string, object?> inputs)
    {
        object?[] ListOf(string name) => [.. ((System.Collections.IEnumerable)inputs[name]!).Cast<object?>()];
        List<Dictionary<string, object?>> items = [];
        if (!nested.Product)
        {
            for (int i = 0; i < ListOf(nested.Mapped[0]).Length; i++)
            {
                items.Add(inputs.ToDictionary(v => v.Key, v => nested.Mapped.Contains(v.Key) ? ListOf(v.Key)[i] : v.Value));
            }

            return items;
        }

        items.Add(inputs);
        foreach (string name in nested.Mapped)
        {
            items = [.. items.SelectMany(item => ListOf(name).Select(value => new Dictionary<string, object?>(item) { [name] = value }))];
        }

        return items;
    }

    private static bool Same(object? one, object? other) => Events.EventSummary.Show(one) == Events.EventSummary.Show(other);
}
