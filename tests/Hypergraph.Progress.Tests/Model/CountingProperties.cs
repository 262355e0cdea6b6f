using CsCheck;

namespace Hypergraph.Progress.Tests;

public sealed class CountingProperties
{
    private static readonly Gen<(GraphOutline Outline, int? MapSize, int Seed, double Trouble)> RandomRuns = Gen.Select(
        GraphOf(depth: 3),
        Gen.Int[0, 4].Select(size => size == 0 ? (int?)null : size),
        Gen.Int,
        Gen.Int[0, 2].Select(i => i * 0.4));

    [Fact]
    public void Rows_OfAnyRun_AgreeWithARecountAfterEveryEvent() => RandomRuns.Sample(
        run =>
        {
            List<Event> events = [];
            var test = new ModelTest();
            Dictionary<(string, bool), long> done = [];
            var script = new EventScript(
                e =>
                {
                    events.Add(e);
                    test.Model.Apply(e);
                    if (e is not RunEndEvent { ParentSpanId: null })
                    {
                        AssertRows(test.Run, new NaiveCount(run.Outline, events), done);
                    }
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize);

            AssertRows(test.Run, new NaiveCount(run.Outline, events), done);
            AssertClosed(test.Run);
        },
        iter: 150,
        print: run => $"{run.Outline} {run.MapSize} {run.Seed} {run.Trouble}");

    [Fact]
    public void Rows_OfARunWhoseEventsWereLost_StillClose() => RandomRuns.Sample(
        run =>
        {
            var lossy = new Random(run.Seed);
            var test = new ModelTest();
            var script = new EventScript(
                e =>
                {
                    if (e.ParentSpanId is null || lossy.Next(4) > 0)
                    {
                        test.Model.Apply(e);
                        Assert.All(test.Run.Rows, row => Assert.InRange(row.Done, 0, row.Total));
                    }
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize);

            AssertClosed(test.Run);
        },
        iter: 300);

    private static Gen<GraphOutline> GraphOf(int depth) =>
        NodeOf(depth).Array[1, 4].Select(nodes => new GraphOutline { Name = "g", Nodes = [.. nodes.Select((node, i) => node with { Name = $"n{i}" })] });

    private static Gen<NodeOutline> NodeOf(int depth)
    {
        Gen<NodeOutline> leaf = Gen.Int[0, 3].Select(i => new NodeOutline { Name = "", Kind = NodeKind.Function, IsInLoop = i == 0 });
        return depth == 0
            ? leaf
            : Gen.Frequency(
                (3, leaf),
                (2, Gen.Select(GraphOf(depth - 1), Gen.Bool, Gen.Int[0, 4], (graph, isMapped, loop) =>
                    new NodeOutline { Name = "", Kind = NodeKind.Graph, Graph = graph, IsMapped = isMapped, IsInLoop = loop == 0 })));
    }

    private static void AssertRows(ProgressRun run, NaiveCount naive, Dictionary<(string, bool), long> lastDone)
    {
        Assert.Equal(
            naive.Rows(),
            run.Rows.Select(row => (row.Path, row.Icon == ProgressIcon.Map, row.Done, row.Total, row.Failed)));
        foreach (ProgressRow row in run.Rows)
        {
            (string, bool) key = (row.Path, row.Icon == ProgressIcon.Map);
            Assert.InRange(row.Done, lastDone.GetValueOrDefault(key), row.Total);
            lastDone[key] = row.Done;
        }
    }

    private static void AssertClosed(ProgressRun run) => Assert.All(run.Rows, row =>
    {
        Assert.Equal(row.Total, row.Done);
        Assert.Equal(0, row.Running);
        Assert.True(row.IsClosed, $"{row.Path} is {row.State}");
    });
}
