using System.Collections;

namespace Hypergraph.Tests.Properties;

/// <summary>A node as data: what a graph is built from, and what the reference interpreter reads.</summary>
internal abstract record NodeSpec(string Name, string[] Inputs)
{
    /// <summary>The signals that it emits.</summary>
    public string[] Emits { get; init; } = [];

    /// <summary>The signals that it waits for.</summary>
    public string[] WaitsFor { get; init; } = [];

    /// <summary>Some number from 0 to 96 that depends on all supplied values.</summary>
    protected static long Mix(long salt, IEnumerable<object?> values) => Math.Abs(values.Aggregate(salt + 11, (h, v) => ((h * 31) + Number(v)) % 1_000_003)) % 97;

    private static long Number(object? value) => value switch
    {
        null => 7,
        string text => text.Length,
        IEnumerable list => Mix(3, list.Cast<object?>()),
        _ => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}

internal enum FunctionShape
{
    Number,
    Lists,
    Step,
    Half,
}

internal sealed record FunctionSpec(
    string Name, string[] Inputs, string[] Outputs, IReadOnlyDictionary<string, object?> Defaults, FunctionShape Shape, long Salt, int FailEvery, bool Yields)
    : NodeSpec(Name, Inputs)
{
    /// <summary>Whether a person does its work, in graphs that ask.</summary>
    public bool Asks { get; init; }

    /// <summary>One value for each output.</summary>
    public object?[] Call(IReadOnlyDictionary<string, object?> values)
    {
        long mixed = Mix(Salt, Inputs.Select(i => values[i]));
        if (FailEvery > 0 && mixed % FailEvery == 0)
        {
            throw new InvalidOperationException($"{Name} fails on {mixed}");
        }

        return Shape switch
        {
            FunctionShape.Number => [.. Outputs.Select((_, i) => (object?)((mixed + (13 * i)) % 97))],
            FunctionShape.Lists => [.. Outputs.Select((_, o) => (object?)Enumerable.Range(0, (int)(mixed % 4)).Select(i => (object?)((mixed + (7 * i) + (31 * o)) % 97)).ToList())],
            FunctionShape.Half => [(long)values[Inputs[0]]! / 2],
            _ => [((long)values[Inputs[0]]! % 5) + 1],
        };
    }
}

internal enum GateShape
{
    IfElse,
    One,
    Several,
    LoopUntil,
}

internal sealed record GateSpec(string Name, string[] Inputs, GateShape Shape, string[] Targets, string? Fallback, long Salt) : NodeSpec(Name, Inputs)
{
    /// <summary>What the gate's function answers: a bool, a target or null, or a list of targets.</summary>
    public object? Answer(IReadOnlyDictionary<string, object?> values)
    {
        long mixed = Mix(Salt, Inputs.Select(i => values[i]));
        return Shape switch
        {
            GateShape.IfElse => mixed % 2 == 0,
            GateShape.One => mixed % (Targets.Length + 1) is var n && n == Targets.Length ? null : Targets[n],
            GateShape.Several => Targets.Where((_, i) => (mixed >> i) % 2 == 0).ToList(),
            _ => (long)values[Inputs[0]]! >= Salt ? Node.End : Targets[0],
        };
    }

    /// <summary>The targets that the gate opens.</summary>
    public string[] Decide(IReadOnlyDictionary<string, object?> values) => Answer(values) switch
    {
        bool yes => [Targets[yes ? 0 : 1]],
        string target => [target],
        List<string> several => [.. several],
        _ => Fallback is null ? [] : [Fallback],
    };
}

/// <summary>A graph as a node; names inside first, names outside second.</summary>
internal sealed record NestedSpec(
    string Name, GraphSpec Graph, (string Inner, string Outer)[] Renamed, (string Inner, string Outer)[] Outputs, string[] Mapped, bool Product, bool Continue)
    : NodeSpec(Name, [.. Renamed.Select(r => r.Outer)])
{
    /// <summary>Inputs of the graph with values that are bound to them, under names that nothing else has.</summary>
    public (string Inner, string Outer, object? Value)[] Bound { get; init; } = [];
}

/// <summary>A graph as data.</summary>
internal sealed record GraphSpec(string Name, NodeSpec[] Nodes, string[] Inputs, string[] Entrypoints)
{
    /// <summary>The edges in place of those that follow from names; none leaves it at those.</summary>
    public (string From, string To)[] Edges { get; init; } = [];

    /// <summary>The values that make no edges.</summary>
    public string[] Shared { get; init; } = [];

    public IEnumerable<string> Outputs => Nodes.SelectMany(OutputsOf).Distinct();

    public static IEnumerable<string> OutputsOf(NodeSpec node) => node switch
    {
        FunctionSpec function => function.Outputs,
        NestedSpec nested => nested.Outputs.Select(o => o.Outer),
        _ => [],
    };

    /// <summary>The nodes that produce an input of a node.</summary>
    public IEnumerable<NodeSpec> GiversOf(NodeSpec node, string input) => Shared.Contains(input)
        ? []
        : Nodes.Where(p => OutputsOf(p).Contains(input) && (Edges.Length == 0 || Shared.Length > 0 || Edges.Contains((p.Name, node.Name))));

    /// <summary>The nodes that go before a node, for whatever reason.</summary>
    public IEnumerable<NodeSpec> PredecessorsOf(NodeSpec node) => node.Inputs.SelectMany(i => GiversOf(node, i))
        .Concat(Nodes.Where(p => p.Emits.Intersect(node.WaitsFor).Any() || Edges.Contains((p.Name, node.Name)) || p is GateSpec gate && gate.Targets.Contains(node.Name)));

    /// <summary>All nodes that lie before a node, however far.</summary>
    public HashSet<string> UpstreamOf(NodeSpec node)
    {
        HashSet<string> upstream = [];
        var open = new Stack<NodeSpec>(PredecessorsOf(node));
        while (open.TryPop(out NodeSpec? next))
        {
            if (upstream.Add(next.Name))
            {
                foreach (NodeSpec before in PredecessorsOf(next))
                {
                    open.Push(before);
                }
            }
        }

        return upstream;
    }

    /// <summary>The nodes before a gate, back to its targets.</summary>
    public HashSet<string> EvidenceOf(GateSpec gate)
    {
        HashSet<string> evidence = [];
        var open = new Stack<NodeSpec>(PredecessorsOf(gate));
        while (open.TryPop(out NodeSpec? next))
        {
            if (!gate.Targets.Contains(next.Name) && next != gate && evidence.Add(next.Name))
            {
                foreach (NodeSpec before in PredecessorsOf(next))
                {
                    open.Push(before);
                }
            }
        }

        return evidence;
    }

    /// <summary>How many functions in here can fail, each as often as it stands here.</summary>
    public int CountFailing() => Nodes.Sum(n => n switch
    {
        FunctionSpec { FailEvery: > 0 } => 1,
        NestedSpec nested => nested.Graph.CountFailing(),
        _ => 0,
    });
}
