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
        CountingAnswers answers = Answer(paused.Pauses);

        RunResult result = await new AsyncRunner().ResumeAsync(paused, answers);

        Assert.Equal(Items * (Items + 1) / 2, result.Get<int>("sum"));
        Assert.InRange(answers.Reads, 1, 20 * Items);
    }

    [Fact]
    public async Task Resume_A_map_Looks_at_each_pause_a_few_times()
    {
        MapResult paused = await new AsyncRunner().MapAsync(Ask, new { x = Enumerable.Range(0, Items) }, "x");
        CountingAnswers answers = Answer(paused.Pauses);

        MapResult result = await new AsyncRunner().ResumeMapAsync(paused, PauseAnswers.From(answers));

        Assert.Equal(Enumerable.Range(1, Items), result.Get<int>("z"));
        Assert.InRange(answers.Reads, 1, 20 * Items);
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

    /// <summary>Answers each with its item's index.</summary>
    private static CountingAnswers Answer(IReadOnlyList<RunPause> pauses) => new(pauses.ToDictionary(p => p, p => (object?)p.ItemPath[0]));

    /// <summary>Answers that count how often one of them is read or looked for.</summary>
    private sealed class CountingAnswers(Dictionary<RunPause, object?> answers) : IReadOnlyDictionary<RunPause, object?>
    {
        private int _reads;

        public int Reads => _reads;

        public int Count => answers.Count;

        public IEnumerable<RunPause> Keys => this.Select(answer => answer.Key);

        public IEnumerable<object?> Values => this.Select(answer => answer.Value);

        public object? this[RunPause key] => TryGetValue(key, out object? answer) ? answer : throw new KeyNotFoundException();

        public bool ContainsKey(RunPause key) => TryGetValue(key, out _);

        public bool TryGetValue(RunPause key, out object? value)
        {
            Interlocked.Increment(ref _reads);
            return answers.TryGetValue(key, out value);
        }

        public IEnumerator<KeyValuePair<RunPause, object?>> GetEnumerator()
        {
            foreach (KeyValuePair<RunPause, object?> answer in answers)
            {
                Interlocked.Increment(ref _reads);
                yield return answer;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
