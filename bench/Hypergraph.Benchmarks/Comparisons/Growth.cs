using Hypergraph.Progress;

namespace Hypergraph.Benchmarks;

/// <summary>What has to grow in proportion, at a size and at ten times that size.</summary>
internal sealed class Growth() : Comparison("growth")
{
    private const int Large = 10_000;
    private const int Small = 1_000;

    public override TimeSpan Budget => TimeSpan.FromSeconds(3);

    public override Side[] CreateSides() =>
    [
        .. Sides("inputs, bound at once", Large, Small, n => WideInputs(n).Bind),
        .. Sides("inputs, all of them missing", Large, Small, n => WideInputs(n).RunWithout),
        .. Sides("results, each read by name", Large, Small, ResultsOf),
        .. Sides("outputs of a nested graph, the first run around it", Large, Small, n =>
        {
            Graph inner = WideOutputs(n);
            return () => new SyncRunner().Run(new Graph("outer", [inner.AsNode()]), ("v", 1)).Get<int>("w0");
        }),
        .. Sides("outputs, renamed at once", Large, Small, n =>
        {
            GraphNode node = WideOutputs(n).AsNode();
            (string, string)[] names = [.. Enumerable.Range(0, n).Select(i => ($"w{i}", $"x{i}"))];
            return () => node.RenameOutputs(names).Outputs.Count;
        }),
        .. Sides("levels of nested graphs, built", Small, Small / 10, n => () => Nest(n).Nodes.Count),
        .. Sides("ended runs, a view of their model", 10 * Large, Large, ViewOf),
    ];

    public override IEnumerable<Ratio> Compare(Reading[] readings) => readings.Chunk(2).Select(sizes => Ratio.Of(Name, sizes[0], sizes[1]));

    private static Side[] Sides(string what, int large, int small, Func<int, Func<double>> create) =>
        [Side.OfMany($"{large:N0} {what}", 1, create(large)) with { IsChecked = false }, Side.OfMany($"{small:N0} {what}", 1, create(small)) with { IsChecked = false }];

    private static (Func<double> Bind, Func<double> RunWithout) WideInputs(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"v{i}")];
        var graph = new Graph("wide", [Node.CreateFrom(NodeFunction.FromValues(names, values => values.Count), ["count"], "join")]);
        (string, object?)[] bound = [.. names.Select(name => (name, (object?)1))];
        return (() => graph.Bind(bound).Inputs.Count, () => CountMissing(graph));
    }

    private static double CountMissing(Graph graph)
    {
        try
        {
            new SyncRunner().Run(graph);
            return 0;
        }
        catch (MissingInputException exception)
        {
            return exception.Inputs.Count;
        }
    }

    private static Graph WideOutputs(int count) =>
        new("inner", Enumerable.Range(0, count).Select(i => Node.Create((int v) => v + i, output: $"w{i}", name: $"n{i}")));

    private static Func<double> ResultsOf(int count)
    {
        RunResult result = new SyncRunner().Run(WideOutputs(count), ("v", 1));
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"w{i}")];
        return () => names.Sum(result.Get<int>);
    }

    private static Graph Nest(int levels)
    {
        var graph = new Graph("level", [Node.Create((int v) => v + 1, output: "w", name: "add")]);
        for (int level = 0; level < levels; level++)
        {
            graph = new Graph("level", [graph.AsNode()]);
        }

        return graph;
    }

    private static Func<double> ViewOf(int runs)
    {
        var model = new ProgressModel();
        var runner = new SyncRunner(new ModelFeed(model));
        var graph = new Graph("run", [Node.Create((int v) => v + 1, output: "w", name: "add")]);
        for (int i = 0; i < runs; i++)
        {
            runner.Run(graph, ("v", 1));
        }

        return () => model.View(40).Runs.Count;
    }

    private sealed class ModelFeed(ProgressModel model) : EventProcessor
    {
        public override bool WantsValues => false;

        public override void OnEvent(Event e) => model.Apply(e);
    }
}
