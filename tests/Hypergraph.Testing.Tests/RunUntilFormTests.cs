namespace Hypergraph.Testing.Tests;

/// <summary>The forms of inputs that the methods which run until an event accept.</summary>
public sealed class RunUntilFormTests
{
    private const string FollowInputs = "Options and a token follow the inputs: supply the inputs first, or GraphInputs.Empty if there are none.";

    private static Graph Constant { get; } = new("constant", [Node.Create(() => 7, output: "y", name: "seven"), Node.Create((int y) => y, output: "z", name: "same")]);

    [Fact]
    public async Task RunUntilAsync_Accepts_an_object_or_a_tuple_with_options_and_a_token()
    {
        IGraphRunner runner = new AsyncRunner();
        var options = new RunOptions { WorkflowId = "w" };

        RecordedRun[] runs =
        [
            await runner.RunUntilAsync(Graphs.Chain, new { x = 5 }, "NodeEnd first", options),
            await runner.RunUntilAsync(Graphs.Chain, new { x = 5 }, "NodeEnd first", options, CancellationToken.None),
            await runner.RunUntilAsync(Graphs.Chain, ("x", 5), "NodeEnd first", options),
            await runner.RunUntilAsync(Graphs.Chain, [("x", 5)], "NodeEnd first", options),
            await runner.RunUntilAsync(Graphs.Chain, new Dictionary<string, int> { ["x"] = 5 }, "NodeEnd first", options),
            new SyncRunner().RunUntil(Graphs.Chain, new { x = 5 }, "NodeEnd first", options),
            new SyncRunner().RunUntil(Graphs.Chain, ("x", 5), "NodeEnd first", options, CancellationToken.None),
        ];

        Assert.Equal(Enumerable.Repeat((6, "w"), 7), runs.Select(run => (run.Result.Get<int>("y"), run.Match.WorkflowId!)));
    }

    [Fact]
    public async Task RunUntilAsync_Accepts_options_and_a_token_without_inputs()
    {
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();
        var options = new RunOptions { WorkflowId = "w" };

        RecordedRun[] runs =
        [
            await runner.RunUntilAsync(Constant, "NodeEnd seven", options),
            await runner.RunUntilAsync(Constant, "NodeEnd seven", options, CancellationToken.None),
            sync.RunUntil(Constant, "NodeEnd seven", options),
            sync.RunUntil(Constant, "NodeEnd seven", options, CancellationToken.None),
        ];
        RecordedRun[] others =
        [
            await runner.RunUntilAsync(Constant, "NodeEnd seven"),
            await runner.RunUntilAsync(Constant, "NodeEnd seven", CancellationToken.None),
            sync.RunUntil(Constant, "NodeEnd seven"),
            sync.RunUntil(Constant, "NodeEnd seven", CancellationToken.None),
        ];

        Assert.Equal(Enumerable.Repeat("w", 4), runs.Select(run => run.Match.WorkflowId));
        Assert.All(others, run => Assert.Null(run.Match.WorkflowId));
        Assert.All([.. runs, .. others], run => Assert.Equal(7, run.Result["y"]));
    }

    [Fact]
    public async Task RunUntilAsync_Passes_the_token_on()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunUntilAsync(Constant, "NodeEnd seven", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunUntilAsync(Constant, "NodeEnd seven", new RunOptions(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunUntilAsync(Graphs.Chain, new { x = 5 }, "NodeEnd first", options: null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => sync.RunUntil(Constant, "NodeEnd seven", cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => sync.RunUntil(Constant, "NodeEnd seven", new RunOptions(), cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => sync.RunUntil(Graphs.Chain, new { x = 5 }, "NodeEnd first", options: null, cancelled.Token));
    }

    [Fact]
    public async Task RunUntilAsync_Refuses_options_or_a_token_in_the_place_of_inputs()
    {
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();

        Assert.Equal(
            $"Inputs cannot be read from a value of type RunOptions. {FollowInputs}",
            (await Assert.ThrowsAsync<InvalidInputException>(() => runner.RunUntilAsync(Constant, new RunOptions(), "NodeEnd seven"))).Message);
        Assert.Equal(
            $"Inputs cannot be read from a value of type CancellationToken. {FollowInputs}",
            Assert.Throws<InvalidInputException>(() => sync.RunUntil(Constant, CancellationToken.None, "NodeEnd seven")).Message);
    }
}
