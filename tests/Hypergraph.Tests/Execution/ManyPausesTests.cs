using System.Collections;

namespace Hypergraph.Tests.Execution;

/// <summary>What resuming costs does not depend on how many other pauses there are.</summary>
public sealed class ManyPausesTests
{
    private const int Items = 1_000;

    private static readonly Graph Ask = new("ask",
    [
        Node.Interrupt<int>((int x) => $"twice {x}?", "y", "question"),
        Node.Create((int y) => y + 1, "z", "add"),
    ]);

    private static readonly Graph Mapped = new("outer", [Ask.AsNode().RenameInput("x", "xs").MapOver("xs"), Node.Create((int[] z) => z.Sum(), "sum")]);

    /// <summary>As many questions in one superstep of one run.</summary>
    private static readonly Graph Wide = new("wide",
        Enumerable.Range(0, Items).Select(i => Node.Interrupt<int>((int x) => $"{i}?", $"y{i}", $"question{i}")));

    [Fact]
    public async Task Resume_A_mapped_node_Looks_at_each_pause_a_few_times()
    {
        RunResult paused = await new AsyncRunner().RunAsync(Mapped, new { xs = Enumerable.Range(0, Items) });
        Dictionary<RunPause, object?> answers = Answer(paused.Pauses, out CountingPath.Counter counter);

        RunResult result = await new AsyncRunner().ResumeAsync(paused, answers);

        Assert.Equal(Items * (Items + 1) / 2, result.Get<int>("sum"));
        Assert.InRange(counter.Reads, 1, 20 * Items);
    }

    [Fact]
    public async Task Resume_A_map_Looks_at_each_pause_a_few_times()
    {
        MapResult paused = await new AsyncRunner().MapAsync(Ask, new { x = Enumerable.Range(0, Items) }, "x");
        Dictionary<RunPause, object?> answers = Answer(paused.Pauses, out CountingPath.Counter counter);

        MapResult result = await new AsyncRunner().ResumeAsync(paused, answers);

        Assert.Equal(Enumerable.Range(1, Items), result.Get<int>("z"));
        Assert.InRange(counter.Reads, 1, 20 * Items);
    }

    [Fact]
    public async Task Resume_Many_questions_of_one_run_Answers_each()
    {
        RunResult paused = await new AsyncRunner().RunAsync(Wide, new { x = 1 });

        RunResult result = await new AsyncRunner().ResumeAsync(paused, paused.Pauses.Skip(1).ToDictionary(p => p, p => (object?)p.NodePath.Length));

        Assert.Equal("question0", Assert.Single(result.Pauses).NodePath);
        Assert.Equal(Items - 1, result.Values.Count);
        Assert.Equal("question999".Length, result["y999"]);
    }

    [Fact]
    public async Task GetHashCode_Of_the_pauses_of_maps_and_mapped_nodes_Differs()
    {
        RunResult ofNode = await new AsyncRunner().RunAsync(Mapped, new { xs = Enumerable.Range(0, Items) });
        MapResult ofMap = await new AsyncRunner().MapAsync(Ask, new { x = Enumerable.Range(0, Items) }, "x");
        MapResult ofBoth = await new AsyncRunner().MapAsync(Mapped, new { xs = Enumerable.Range(0, Items).Select(i => new[] { i }) }, "xs");

        // Two of a thousand random codes are the same once in thousands of runs; two of them twice in none.
        Assert.All([ofNode.Pauses, ofMap.Pauses, ofBoth.Pauses], pauses =>
            Assert.InRange(pauses.Select(p => p.GetHashCode()).Distinct().Count(), Items - 1, Items));
    }

    /// <summary>Answers each with its item's index, by pauses that count how often they are compared.</summary>
    private static Dictionary<RunPause, object?> Answer(IReadOnlyList<RunPause> pauses, out CountingPath.Counter counter)
    {
        CountingPath.Counter counts = counter = new();
        var answers = pauses.ToDictionary(p => p with { ItemPath = new CountingPath(p.ItemPath, counts) }, p => (object?)p.ItemPath[0]);
        counter.Reset();
        return answers;
    }

    /// <summary>The path of an item, which counts how often it is read.</summary>
    private sealed class CountingPath(IReadOnlyList<int> path, CountingPath.Counter counter) : IReadOnlyList<int>
    {
        public int Count => path.Count;

        public int this[int index] => counter.Count(path[index]);

        public IEnumerator<int> GetEnumerator()
        {
            counter.Count(0);
            return path.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        internal sealed class Counter
        {
            private int _reads;

            public int Reads => _reads;

            public void Reset() => _reads = 0;

            public int Count(int value)
            {
                Interlocked.Increment(ref _reads);
                return value;
            }
        }
    }
}
