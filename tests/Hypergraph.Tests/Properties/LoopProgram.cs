using CsCheck;

namespace Hypergraph.Tests.Properties;

/// <summary>
/// A loop whose nodes are the statements of a sequential program: in each iteration they run in order, each reading values of
/// earlier statements and shared variables. Explicit edges hold the order, so that the graph must compute what the program does.
/// </summary>
/// <param name="Statements">The statements of an iteration.</param>
/// <param name="Iterations">How many iterations there are.</param>
/// <param name="IsChain">Whether edges lead from each statement to the next, so that there is one order only.</param>
/// <param name="Extra">Further edges, from an earlier statement to the same or a later one.</param>
/// <param name="Declaration">A key for each node, by which the nodes are declared.</param>
internal sealed record LoopProgram(
    LoopProgram.Statement[] Statements, int Iterations, bool IsChain, (int From, int To)[] Extra, int[] Declaration)
{
    private const int Most = 7;

    /// <summary>Programs in which one edge leads to the next, with branches and shared variables.</summary>
    public static Gen<LoopProgram> Chains { get; } = Create(isChain: true);

    /// <summary>Programs in which any edges lead forward, so that statements without a path between them may run in any order.</summary>
    public static Gen<LoopProgram> Partial { get; } = Create(isChain: false);

    /// <summary>The graph: statements, a counter, and the gate that continues the loop.</summary>
    public Graph Build()
    {
        List<Node> nodes = [];
        for (int s = 0; s < Statements.Length; s++)
        {
            nodes.Add(Function(s));
            if (Statements[s].IsChoice)
            {
                nodes.Add(Node.IfElseFrom(NodeFunction.FromValues(["turn"], v => IsFirstChosen((int)v["turn"]!)), Name(s + 1), Name(s + 2), $"choice{s}"));
            }
        }

        nodes.Add(Node.CreateFrom(NodeFunction.FromValues(["turn"], v => (int)v["turn"]! + 1), ["turn"], "count"));
        nodes.Add(Node.IfElseFrom(NodeFunction.FromValues(["turn"], v => (int)v["turn"]! < Iterations), Name(0), Node.End, "again"));
        string[] order = [.. nodes.Select(n => n.Name)];
        (string, string)[] edges =
        [
            .. IsChain ? order.Zip(order.Skip(1)).Concat(Joins()) : Statements.Select((_, s) => (Name(s), "count")).Append(("count", "again")),
            .. Extra.Select(e => (Name(e.From), Name(e.To))),
            .. IsChain ? [] : Statements.Select((statement, s) => (statement, s)).Skip(1).Select(x => (Name(x.statement.After % x.s), Name(x.s))),
        ];
        return new Graph(
            "program",
            nodes.Select((node, i) => (node, i)).OrderBy(x => Declaration[x.i % Declaration.Length]).Select(x => x.node),
            new GraphOptions { Entrypoints = [Name(0)], SharedValues = ["turn", .. SharedNames()], Edges = [.. edges.Distinct()] });
    }

    /// <summary>The inputs of a run.</summary>
    public Dictionary<string, object?> Inputs() =>
        SharedNames().Append("turn").ToDictionary(name => name, _ => (object?)0, StringComparer.Ordinal);

    /// <summary>What the program computes, and the nodes in the order in which it runs them.</summary>
    public (Dictionary<string, object?> Values, List<string> Started) Run()
    {
        Dictionary<string, object?> values = Inputs();
        List<string> started = [];
        for (int turn = 0; turn < Iterations; turn++)
        {
            for (int s = 0; s < Statements.Length; s++)
            {
                if (!IsSkipped(s, turn))
                {
                    started.Add(Name(s));
                    values[Statements[s].Output(s)] = Statements[s].Compute(s, Reads(s).ConvertAll(name => (int)values[name]!));
                }

                if (Statements[s].IsChoice)
                {
                    started.Add($"choice{s}");
                }
            }

            values["turn"] = turn + 1;
            started.AddRange(["count", "again"]);
        }

        return (values, started);
    }

    /// <summary>The pairs of nodes that an edge or a value orders in each iteration.</summary>
    public IEnumerable<(string Before, string After)> Order()
    {
        foreach ((int from, int to) in Extra.Where(e => e.From != e.To))
        {
            yield return (Name(from), Name(to));
        }

        for (int s = 0; s < Statements.Length; s++)
        {
            yield return (Name(s), "count");
            foreach (int read in Statements[s].Reads.Where(r => r < s))
            {
                yield return (Name(read), Name(s));
            }
        }
    }

    public override string ToString() =>
        $"{Iterations} iterations, chain {IsChain}: {string.Join("; ", Statements.Select((s, i) => $"{s.Output(i)} = f({string.Join(", ", Reads(i))}){(s.IsChoice ? " choice" : "")}"))}; edges {string.Join(' ', Extra)}; declared {string.Join(' ', Declaration)}";

    private static Gen<LoopProgram> Create(bool isChain) =>
        from size in Gen.Int[1, Most]
        from statements in Statement.Gen(isChain).Array[size]
        from iterations in Gen.Int[1, 4]
        from extra in Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 4]
        from declaration in Gen.Int[0, 100].Array[size + 2]
        select new LoopProgram(
            WithBranches(statements),
            iterations,
            isChain,
            [.. extra.Select(e => (Math.Min(e.Item1, e.Item2), Math.Max(e.Item1, e.Item2)))],
            declaration);

    /// <summary>
    /// Keeps the choices that have two statements to choose from and one to follow. Statements that a gate chooses read no shared variable,
    /// because what a gate of the loop has chosen runs again whenever a value that it reads is new.
    /// </summary>
    private static Statement[] WithBranches(Statement[] statements)
    {
        Statement[] made = [.. statements];
        made[0] = made[0] with { Shared = null };
        for (int s = 0; s < made.Length; s++)
        {
            if (!made[s].IsChoice || s + 3 >= made.Length)
            {
                made[s] = made[s] with { IsChoice = false };
                continue;
            }

            made[s + 1] = made[s + 1] with { IsChoice = false, Shared = null };
            made[s + 2] = made[s + 2] with { IsChoice = false, Shared = null };
        }

        return made;
    }

    private static string Name(int statement) => $"s{statement}";

    private static bool IsFirstChosen(int turn) => turn % 2 == 0;

    private FunctionNode Function(int s)
    {
        List<string> reads = Reads(s);
        return Node.CreateFrom(
            NodeFunction.FromValues(reads, v => Statements[s].Compute(s, reads.ConvertAll(name => (int)v[name]!))),
            [Statements[s].Output(s)],
            Name(s));
    }

    /// <summary>The values that a statement reads: the turn, earlier values that are always there, and shared variables.</summary>
    private List<string> Reads(int s) =>
    [
        "turn",
        .. Statements[s].Reads.Where(r => r < s && !IsBranch(r) && !(IsBranch(s) && Statements[r].Shared is not null)).Select(r => Statements[r].Output(r)).Distinct(StringComparer.Ordinal),
        .. Statements[s].Shared is { } shared && !Statements[s].Reads.Any(r => r < s && !IsBranch(r) && Statements[r].Output(r) == shared) ? [shared] : (string[])[],
    ];

    private bool IsBranch(int s) => (s > 0 && Statements[s - 1].IsChoice) || (s > 1 && Statements[s - 2].IsChoice);

    private bool IsSkipped(int s, int turn) =>
        s > 0 && Statements[s - 1].IsChoice ? !IsFirstChosen(turn) : s > 1 && Statements[s - 2].IsChoice && IsFirstChosen(turn);

    /// <summary>What follows a branch follows both of its statements.</summary>
    private IEnumerable<(string, string)> Joins() =>
        Enumerable.Range(0, Statements.Length).Where(s => Statements[s].IsChoice).Select(s => (Name(s + 1), Name(s + 3)));

    private IEnumerable<string> SharedNames() => Statements.Select(s => s.Shared).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>A statement.</summary>
    /// <param name="Reads">The statements whose values it reads, as far as they come before it.</param>
    /// <param name="Shared">The shared variable that it reads and writes; null if it writes a value of its own.</param>
    /// <param name="IsChoice">Whether a gate after it chooses which of the next two statements runs.</param>
    /// <param name="After">Which earlier statement an edge leads from, where there is no chain.</param>
    internal sealed record Statement(int[] Reads, string? Shared, bool IsChoice, int After)
    {
        public static Gen<Statement> Gen(bool isChain) =>
            from reads in CsCheck.Gen.Int[0, Most].Array[0, 3]
            from shared in CsCheck.Gen.Int[0, 5]
            from choice in CsCheck.Gen.Int[0, 2]
            from after in CsCheck.Gen.Int[0, Most]
            select new Statement(reads, isChain && shared < 2 ? $"x{shared}" : null, isChain && choice == 0, after);

        public string Output(int s) => Shared ?? $"v{s}";

        /// <summary>A value that differs from turn to turn: the first of the values read is the turn.</summary>
        public int Compute(int s, List<int> read) => (read[0] * 1_000) + (((read.Sum() * 31) + s) % 1_000);
    }
}
