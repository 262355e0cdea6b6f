namespace Hypergraph.Durability.Stored;

/// <summary>
/// Loads what a version of a store has written: its fixture, which stays as it is when later versions write in another way.
/// </summary>
public abstract class StoredFormatTests
{
    private const string Expected =
        """
        completed: Completed run of sums fcc487595f003545fcf4b39eaecc74fc, 2026-01-02, no fork, no error
          inputs x=1, y=5000
          Completed a a=2
          Completed b b="505c1c253b30a759d46f597454512943df060705a6f4eee962444eb9034a6cbf"
          Completed c c="2 5000"
        failed: Failed run of picky 1d2ed5b299424a9a5b7dead6e4063539, 2026-01-02, no fork, -1 is negative
          inputs x=-1
        fork: waiting run of sums fcc487595f003545fcf4b39eaecc74fc, 2026-01-02, completed, no error
          inputs x=1, y=5000
          Completed a a=2
          Completed b b="505c1c253b30a759d46f597454512943df060705a6f4eee962444eb9034a6cbf"
        loop: Completed run of loop d4f6dea8de824950a44e3ca56b452ce4, 2026-01-02, no fork, no error
          inputs n=0
          Completed again decision=true
          Completed again[#2] decision=true
          Completed again[#3] decision=true
          Completed again[#4] decision=false
          Completed count n=1
          Completed count[#2] n=2
          Completed count[#3] n=3
          Completed count[#4] n=4
        map: Partial map of picky 1d2ed5b299424a9a5b7dead6e4063539, 2026-01-02, no fork, -2 is negative
          inputs x=[1,-2,3]
          Completed [0]/checked checked=1
          Completed [0]/twice twice=2
          Failed [1]/checked -2 is negative
          Completed [2]/checked checked=3
          Completed [2]/twice twice=6
        nested: Completed run of nested 5c4b9f506d781308cb656a2a7de1ec1f, 2026-01-02, no fork, no error
          inputs xs=[1,-2]
          Completed items[0]/checked checked=1
          Completed items[0]/twice twice=2
          Failed items[1]/checked -2 is negative
          Completed sum sum=2
        paused: Paused run of review 82e27cf7418e8623169e47642f315ed5, 2026-01-02, no fork, no error
          inputs topic="cats"
          Question approve 
          Completed draft draft="About cats."
          approve asks Publish 'About cats.'?: approved System.Boolean
        unknown: waiting run of payment a59be61ccd9ce4dfd56c95e332ab42ed, 2026-01-02, no fork, no error
          inputs amount=5
          Begun charge 
        """;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fixture_Has_its_runs_with_all_that_they_have()
    {
        await using IRunStore store = await LoadAsync();

        Assert.Equal(Expected, await StoredRuns.DescribeAsync(store, Token));
    }

    /// <summary>Fails when the format changes: the next version needs a fixture of its own then, beside those of before.</summary>
    [Fact]
    public async Task Fixture_Of_the_current_version_Is_what_it_writes()
    {
        await using IRunStore store = await CreateAsync();
        await StoredRuns.WriteAsync(store, Token);

        Assert.Equal(Expected, await StoredRuns.DescribeAsync(store, Token));
    }

    [Fact]
    public async Task Run_That_has_completed_Returns_its_result_And_runs_nothing()
    {
        var graphs = new StoredRuns();
        await using IRunStore store = await LoadAsync();
        var runner = new AsyncRunner { Store = store };

        RunResult completed = await runner.RunAsync(graphs.Sums, default, new() { WorkflowId = "completed" }, Token);
        RunResult loop = await runner.RunAsync(graphs.Loop, default, new() { WorkflowId = "loop" }, Token);
        RunResult nested = await runner.RunAsync(graphs.Nested, default, new() { WorkflowId = "nested" }, Token);
        MapResult map = await runner.MapAsync(graphs.Picky, default, "x", new() { WorkflowId = "map", ErrorHandling = ErrorHandling.Continue }, Token);

        Assert.Equal((2, 5000, "2 5000"), (completed.Get<int>("a"), completed.Get<string>("b").Length, completed.Get<string>("c")));
        Assert.Equal(4, loop.Get<int>("n"));
        Assert.Equal(2, nested.Get<int>("sum"));
        Assert.Equal((RunStatus.Partial, "-2 is negative"), (map.Status, Assert.Single(map.Failures).Error.Message));
        Assert.Equal((2, 6), (map[0].Get<int>("twice"), map[2].Get<int>("twice")));
        Assert.Equal("", graphs.Calls);
    }

    [Fact]
    public async Task Run_That_failed_Runs_on()
    {
        var graphs = new StoredRuns();
        await using IRunStore store = await LoadAsync();

        RunResult done = await new AsyncRunner { Store = store }.RunAsync(graphs.Picky, default, new() { WorkflowId = "failed" }, Token);

        Assert.Equal((-2, "check -1, twice -1"), (done.Get<int>("twice"), graphs.Calls));
    }

    [Fact]
    public async Task Run_That_is_paused_Runs_on_With_its_answer()
    {
        var graphs = new StoredRuns();
        await using IRunStore store = await LoadAsync();

        PendingQuestion question = Assert.Single(await store.PendingAsync(Token).ToArrayAsync(Token), pending => pending.RunId == "paused");
        RunResult done = await new AsyncRunner { Store = store }.AnswerAsync(graphs.Review, "paused", question.Answer, answer: true, cancellationToken: Token);

        Assert.Equal(("About cats.", "publish"), (done.Get<string>("published"), graphs.Calls));
    }

    [Fact]
    public async Task Items_That_failed_Run_again_By_a_retry()
    {
        var graphs = new StoredRuns();
        await using IRunStore store = await LoadAsync();
        var runner = new AsyncRunner { Store = store };

        MapResult map = await runner.RetryMapAsync(graphs.Picky, "map", cancellationToken: Token);
        RunResult nested = await runner.RetryAsync(graphs.Nested, "nested", cancellationToken: Token);

        Assert.Equal([2, -4, 6], map.Select(item => item.Get<int>("twice")));
        Assert.Equal(-2, nested.Get<int>("sum"));
        Assert.Equal("check -2, check -2, sum, twice -2, twice -2", graphs.Calls);
    }

    [Fact]
    public async Task Forks_Restore_what_is_before_their_departure()
    {
        var graphs = new StoredRuns();
        await using IRunStore store = await LoadAsync();
        var runner = new AsyncRunner { Store = store };

        RunResult fork = await runner.RunAsync(graphs.Sums, default, new() { WorkflowId = "fork" }, Token);
        RunResult loop = await runner.ForkAsync(graphs.Loop, "loop", "loop again", new ForkOptions { At = "count[#3]" }, cancellationToken: Token);

        Assert.Equal(("2 5000", 4), (fork.Get<string>("c"), loop.Get<int>("n")));
        Assert.Equal("c, count 2, count 3", graphs.Calls);
    }

    [Fact]
    public async Task Outcome_That_is_unknown_Is_decided()
    {
        var graphs = new StoredRuns();
        Graph payment = graphs.Payment(() => Task.CompletedTask);
        await using IRunStore store = await LoadAsync();
        var runner = new AsyncRunner { Store = store };

        RunResult paused = await runner.RunAsync(payment, default, new() { WorkflowId = "unknown" }, Token);
        RunResult done = await runner.AnswerAsync(
            payment, "unknown", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["receipt"] = "4711" }), cancellationToken: Token);

        Assert.Equal(("charge", "4711", ""), (Assert.Single(paused.Pauses).NodePath, done.Get<string>("receipt"), graphs.Calls));
    }

    /// <summary>Opens a copy of the fixture.</summary>
    protected abstract Task<IRunStore> LoadAsync();

    /// <summary>Creates an empty store of the current version, with the clock of the fixture.</summary>
    protected abstract Task<IRunStore> CreateAsync();
}
