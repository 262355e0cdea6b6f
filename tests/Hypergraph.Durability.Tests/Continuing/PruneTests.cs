namespace Hypergraph.Durability.Tests;

public sealed class PruneTests
{
    private static readonly Graph Text = new("text", [Node.Create((int length) => length < 0 ? throw new InvalidOperationException("negative") : new string('x', length), "text")]);

    private readonly FakeClock _clock = new();
    private readonly InMemoryRunStore _store;

    public PruneTests() => _store = new InMemoryRunStore(new RunStoreOptions { TimeProvider = _clock });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Oldest_runs_Are_deleted_Until_the_others_have_at_most_the_size()
    {
        await RunAsync(("a", 10), ("b", 10_000), ("c", 10), ("d", 10));
        long small = await SizeAsync("d");
        long large = await SizeAsync("b");

        Assert.Equal([], await PruneAsync((3 * small) + large));
        Assert.Equal(["a"], await PruneAsync((3 * small) + large - 1));
        Assert.Equal(["b"], await PruneAsync(small + large));
        Assert.Equal(["c"], await PruneAsync(small));
        Assert.Equal(["d"], await PruneAsync(small - 1));
    }

    [Fact]
    public async Task Run_That_is_older_than_one_too_large_Is_deleted_too()
    {
        await RunAsync(("a", 10), ("b", 10_000), ("c", 10));

        Assert.Equal(["b", "a"], await PruneAsync(2 * await SizeAsync("c")));
    }

    [Fact]
    public async Task Run_That_failed_Stays_And_does_not_count()
    {
        await RunAsync(("a", 10), ("b", -1), ("c", 10));

        Assert.Equal(["a"], await PruneAsync(await SizeAsync("c")));
        Assert.Equal(["c", "b"], await _store.ListAsync(new RunQuery(), Token).Select(run => run.Id).ToArrayAsync(Token));
    }

    [Fact]
    public async Task Age_number_and_size_Apply_together()
    {
        await RunAsync(("a", 10), ("b", 10), ("c", 10), ("d", 10));

        IReadOnlyList<string> deleted = await _store.PruneAsync(new RunRetention { MaxBytes = 3 * await SizeAsync("d"), MaxRuns = 2, MaxAge = TimeSpan.FromHours(1) }, Token);

        Assert.Equal(["b", "a"], deleted);
    }

    [Fact]
    public async Task Run_With_an_open_question_Stays()
    {
        var graph = new Graph(
            "review",
            [Node.Create((string topic) => topic.Length > 0 ? topic : throw new ArgumentException("No topic."), "draft"), Node.Interrupt<bool>((string draft) => draft, "approve")]);
        await new AsyncRunner { Store = _store }.MapAsync(graph, [("topic", new[] { "cats", "" })], "topic", Stored.Map("asks", ErrorHandling.Continue));
        await RunAsync(("a", 10));
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(["a"], await _store.PruneAsync(new RunRetention { MaxAge = TimeSpan.Zero }, Token));
    }

    private async Task RunAsync(params (string Id, int Length)[] runs)
    {
        var runner = new AsyncRunner { Store = _store };
        foreach ((string id, int length) in runs)
        {
            await runner.RunAsync(Text, [("length", length)], Stored.Run(id, ErrorHandling.Continue));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task<long> SizeAsync(string id) => (await _store.MeasureAsync(id, Token))!.Value;

    private Task<IReadOnlyList<string>> PruneAsync(long maxBytes) => _store.PruneAsync(new RunRetention { MaxBytes = maxBytes }, Token);
}
