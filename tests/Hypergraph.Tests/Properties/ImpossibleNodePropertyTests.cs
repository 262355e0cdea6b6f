using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Hypergraph.Tests.Properties;

/// <summary>
/// Random graphs of gates, nested graphs, ordering edges, shared values and loops: a node that the graph rejects because it can never
/// run does not run, whatever the gates decide; and where a node never runs the graph is rejected, or its description says so. Gates that
/// may open several targets open one here, so that what needs several of them never runs.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The graphs are the same in every run.")]
public sealed partial class ImpossibleNodePropertyTests
{
    private const int Decisions = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Node_That_is_rejected_never_runs_and_one_that_never_runs_is_rejected_or_shown(int seed)
    {
        var random = new Random(seed);
        int rejected = 0;
        int shown = 0;
        for (int i = 0; i < 700; i++)
        {
            var sample = Sample.Draw(random, hasLoops: false);
            if (sample.TryBuild(allowMultiple: false, out string? problem) is { } graph)
            {
                string[] never = [.. sample.Functions.Except(sample.AllThatRun(graph))];
                string description = graph.Describe();
                Assert.True(never.Length == 0 || description.Contains(", needs ", StringComparison.Ordinal), $"{string.Join(", ", never)} never run\n{description}");
                shown += never.Length == 0 ? 0 : 1;
            }
            else if (Impossible().Match(problem!) is { Success: true } match)
            {
                // The same graph, with gates that may open several targets and open one.
                if (sample.TryBuild(allowMultiple: true, out _) is { } open)
                {
                    Assert.False(sample.AllThatRun(open).Contains(match.Groups[1].Value), $"{problem}\n{open.Describe()}");
                    rejected++;
                }
            }
        }

        Assert.True(rejected > 20, $"rejected {rejected}");
        Assert.True(shown > 5, $"shown {shown}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Node_Of_a_graph_with_loops_That_is_rejected_never_runs(int seed)
    {
        var random = new Random(seed);
        int rejected = 0;
        int built = 0;
        for (int i = 0; i < 3_000; i++)
        {
            var sample = Sample.Draw(random, hasLoops: true);
            if (sample.TryBuild(allowMultiple: false, out string? problem) is not null)
            {
                built++;
            }
            else if (Impossible().Match(problem!) is { Success: true } match && sample.TryBuild(allowMultiple: true, out _) is { } open)
            {
                Assert.False(sample.AllThatRun(open).Contains(match.Groups[1].Value), $"{problem}\n{open.Describe()}");
                rejected++;
            }
        }

        Assert.True(built > 20, $"built {built}");
        Assert.True(rejected > 5, $"rejected {rejected}");
    }

    [GeneratedRegex("node '([^']+)' can never run:")]
    private static partial Regex Impossible();

    /// <summary>A graph as data: every node has a name, and gates have their decisions from outside.</summary>
    private sealed class Sample
    {
        private readonly List<Func<bool, Node>> _nodes = [];
        private readonly List<(string Name, string[] Targets)> _gates = [];
        private readonly HashSet<string> _ran = [];
        private readonly Dictionary<string, int> _asked = [];
        private readonly Dictionary<string, int[]> _chosen = [];
        private GraphOptions _options = new();

        public List<string> Functions { get; } = [];

        public static Sample Draw(Random random, bool hasLoops)
        {
            var sample = new Sample();
            int count = random.Next(4, 9);
            bool[] isGate = [.. Enumerable.Range(0, count).Select(i => (hasLoops || i < count - 1) && random.Next(3) == 0)];
            List<string> values = ["n"];
            List<string> signals = [];
            for (int i = 0; i < count; i++)
            {
                string name = $"f{i}";
                string input = values[random.Next(values.Count)];
                if (isGate[i])
                {
                    string[] after = [.. Enumerable.Range(0, count).Where(k => k != i && (hasLoops || k > i)).Select(k => $"f{k}")];
                    string[] targets = [.. after.OrderBy(_ => random.Next()).Take(random.Next(1, 3))];
                    targets = targets.Length < 2 || random.Next(4) == 0 ? [.. targets, Node.End] : targets;
                    bool isOpen = random.Next(3) > 0;
                    bool isMultiple = random.Next(4) == 0;
                    sample._gates.Add((name, targets));
                    sample._nodes.Add(allowMultiple => Node.RouteFrom(
                        NodeFunction.FromValues([input], _ => allowMultiple || isMultiple ? new[] { sample.Decide(name, targets) } : sample.Decide(name, targets)),
                        targets,
                        new RouteOptions { Name = name, AllowMultiple = allowMultiple || isMultiple, DefaultOpen = isOpen }));
                    continue;
                }

                string[] inputs = [.. new[] { input, values[random.Next(values.Count)] }.Distinct()];
                string output = random.Next(6) == 0 && values.Count > 1 ? values[random.Next(1, values.Count)] : hasLoops && random.Next(5) == 0 ? "n" : $"v{i}";
                string? emits = random.Next(4) == 0 ? $"s{i}" : null;
                string? waits = signals.Count > 0 && random.Next(3) == 0 ? signals[random.Next(signals.Count)] : null;
                bool isNested = random.Next(4) == 0;
                bool hasBranches = isNested && random.Next(2) == 0;
                string other = $"w{i}";
                string[] branches = ["left", "right"];
                if (hasBranches)
                {
                    sample._gates.Add(($"{name}/inner", branches));
                }

                sample.Functions.Add(name);
                sample._nodes.Add(allowMultiple =>
                {
                    NodeFunction body = NodeFunction.FromValues(inputs, given =>
                    {
                        sample._ran.Add(name);
                        return (int)given[inputs[0]]! + 1;
                    });
                    FunctionNode function = Node.CreateFrom(body, [output], name);
                    Node node = hasBranches
                        ? new Graph(
                        [
                            Node.RouteFrom(
                                NodeFunction.FromValues([inputs[0]], _ => allowMultiple ? new[] { sample.Decide($"{name}/inner", branches) } : sample.Decide($"{name}/inner", branches)),
                                branches,
                                new RouteOptions { Name = "inner", AllowMultiple = allowMultiple }),
                            function.WithName("left"),
                            Node.CreateFrom(body, [other], "right"),
                        ]).AsNode(name)
                        : isNested ? new Graph([function]).AsNode(name) : function;
                    node = emits is null ? node : isNested ? ((GraphNode)node).Emit(emits) : ((FunctionNode)node).Emit(emits);
                    return waits is null ? node : isNested ? ((GraphNode)node).WaitFor(waits) : ((FunctionNode)node).WaitFor(waits);
                });
                values.Add(output);
                if (hasBranches)
                {
                    values.Add(other);
                }

                if (emits is not null)
                {
                    signals.Add(emits);
                }
            }

            string[] names = [.. Enumerable.Range(0, count).Select(i => $"f{i}")];
            sample._options = new GraphOptions
            {
                SharedValues = random.Next(5) == 0 && values.Count > 1 ? [values[random.Next(1, values.Count)]] : [],
                Entrypoints = hasLoops ? [.. names.Where(_ => random.Next(3) == 0).DefaultIfEmpty("f0")] : [],
                Edges = random.Next(4) == 0
                    ? [.. from a in Enumerable.Range(0, count) from b in Enumerable.Range(0, count) where (hasLoops ? a != b : a < b) && random.Next(3) == 0 select ($"f{a}", $"f{b}")]
                    : null,
            };
            return sample;
        }

        public Graph? TryBuild(bool allowMultiple, out string? problem)
        {
            try
            {
                problem = null;
                return new Graph("g", [.. _nodes.Select(make => make(allowMultiple))], _options);
            }
            catch (GraphConfigurationException exception)
            {
                problem = exception.Message;
                return null;
            }
        }

        /// <summary>What runs, over all that the gates may decide.</summary>
        public HashSet<string> AllThatRun(Graph graph)
        {
            _ran.Clear();
            int each = graph.HasCycles ? Decisions : 1;
            int total = _gates.Aggregate(1, (product, gate) => Math.Min(5_000, product * (int)Math.Pow(gate.Targets.Length, each)));
            for (int number = 0; number < total; number++)
            {
                int rest = number;
                foreach ((string name, string[] targets) in _gates)
                {
                    int[] chosen = new int[each];
                    for (int k = 0; k < each; k++)
                    {
                        (rest, chosen[k]) = Math.DivRem(rest, targets.Length);
                    }

                    _chosen[name] = chosen;
                }

                _asked.Clear();
                object values = graph.Inputs.ToDictionary(i => i.Name, _ => (object?)number);
                RunResult result = new SyncRunner().Run(graph, values, new RunOptions { ErrorHandling = ErrorHandling.Continue, MaxIterations = 30 });
                Assert.True(result.Error is null or IterationLimitException, result.Error?.ToString());
            }

            return [.. _ran];
        }

        private string Decide(string gate, string[] targets)
        {
            int asked = _asked[gate] = _asked.GetValueOrDefault(gate) + 1;
            int[] chosen = _chosen[gate];
            return targets[chosen[Math.Min(asked, chosen.Length) - 1]];
        }
    }
}
