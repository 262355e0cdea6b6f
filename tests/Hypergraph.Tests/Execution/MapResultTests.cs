namespace Hypergraph.Tests.Execution;

public class MapResultTests
{
    private static readonly MapOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private static Graph Half { get; } = new("half",
    [
        Node.Create((int x) => x % 2 == 0 ? x / 2 : throw new InvalidOperationException($"odd {x}"), output: "h"),
        Node.Create((int h) => $"<{h}>", output: "text"),
    ]);

    [Fact]
    public async Task Map_Gives_results_in_input_order()
    {
        MapResult result = await Both.MapAsync(Half, new { x = new[] { 8, 2, 4 } }, "x");

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(3, result.Count);
        Assert.Equal([4, 1, 2], result.Get<int>("h"));
        Assert.Equal([4, 1, 2], result.Get<int?>("h"));
        Assert.Equal([4, 1, 2], result.Get<object>("h"));
        Assert.Equal(["<4>", "<1>", "<2>"], result.Get<string>("text"));
        Assert.Equal(["<4>", "<1>", "<2>"], result.Get<object>("text"));
        Assert.Equal([4, 1, 2], result.Select(r => r["h"]));
        Assert.Equal("<1>", result[1]["text"]);
        Assert.Equal(["h", "text"], result[0].Values.Keys);
        Assert.Equal((3, 0), (result.CompletedCount, result.FailedCount));
        Assert.Empty(result.Failures);
        Assert.Equal("Completed: 3 of 3 items completed, 0 failed", result.ToString());
    }

    [Fact]
    public async Task Map_With_failures_Reports_them()
    {
        MapResult result = await Both.MapAsync(Half, new { x = new[] { 1, 2, 3 } }, "x", Continue);

        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal([0, 2], result.Failures.Select(f => f.Index));
        Assert.Equal(["odd 1", "odd 3"], result.Failures.Select(f => f.Error.Message));
        Assert.Equal((1, 2), (result.CompletedCount, result.FailedCount));
        Assert.Equal([null, 1, null], result.Get<int?>("h"));
        Assert.Equal([null, "<1>", null], result.Get<string?>("text"));
        Assert.False(result[0].TryGet<int>("h", out _));
        Assert.Equal("odd 1", result[0].Error!.Message);
        Assert.Equal("Partial: 1 of 3 items completed, 2 failed", result.ToString());
    }

    [Fact]
    public void Get_With_gaps_as_a_type_without_null_Says_so()
    {
        MapResult result = new SyncRunner().Map(Half, new { x = new[] { 1, 2 } }, "x", Continue);
        Assert.Equal(
            "Graph 'half': some items have no 'h'. Read it as int?, which is null for them, or read the items.",
            Assert.Throws<InvalidOperationException>(() => result.Get<int>("h")).Message);
    }

    [Fact]
    public void Get_Unknown_output_Says_so() => Assert.Equal(
        "Graph 'half' has no output 'txet'. Did you mean 'text'? Outputs: 'h', 'text'.",
        Assert.Throws<KeyNotFoundException>(() => new SyncRunner().Map(Half, new { x = new[] { 2 } }, "x").Get<string>("txet")).Message);

    [Fact]
    public void Get_As_another_type_Says_so() => Assert.Equal(
        "Graph 'half': 'h' is a value of type int and cannot be read as string.",
        Assert.Throws<InvalidCastException>(() => new SyncRunner().Map(Half, new { x = new[] { 2 } }, "x").Get<string>("h")).Message);

    [Fact]
    public void Get_As_another_integer_type_Is_refused_as_by_an_item()
    {
        MapResult result = new SyncRunner().Map(new Graph([Node.Create((uint u) => u, output: "v")]), new { u = new[] { uint.MaxValue } }, "u");

        Assert.Throws<InvalidCastException>(() => new SyncRunner().Run(new Graph([Node.Create((uint u) => u, output: "v")]), ("u", 5u)).Get<int>("v"));
        Assert.Throws<InvalidCastException>(() => result[0].Get<int>("v"));
        Assert.Throws<InvalidCastException>(() => result.Get<int>("v"));
    }

    [Fact]
    public void Get_Column_Cannot_be_changed_through_the_result()
    {
        MapResult result = new SyncRunner().Map(Half, new { x = new[] { 2 } }, "x");
        Assert.False(result.Get<int>("h") is int[]);
        Assert.Equal([1], result.Get<int>("h"));
    }

    [Fact]
    public void Run_ids_Are_stable_and_those_of_the_events()
    {
        var recorder = new EventRecorder(wantsValues: false);
        MapResult result = new SyncRunner(recorder).Map(Half, new { x = new[] { 2, 4 } }, "x");
        RunStartEvent[] starts = [.. recorder.Events.OfType<RunStartEvent>()];

        Assert.Equal(3, starts.Length);
        Assert.Equal(starts[0].RunId, result.RunId);
        Assert.True(starts[0].IsMap);
        Assert.Equal(2, starts[0].MapSize);
        Assert.Equal([starts[1].RunId, starts[2].RunId], result.Select(r => r.RunId));
        Assert.Equal([0, 1], starts[1..].Select(s => s.ItemIndex!.Value));
        Assert.NotNull(result.Duration);
        Assert.NotNull(result[0].Duration);
        recorder.AssertClosed();
    }

    [Fact]
    public void RunId_Of_an_item_without_a_processor_Is_stable()
    {
        MapResult result = new SyncRunner().Map(Half, new { x = new[] { 2, 4 } }, "x");

        Assert.Equal(result.RunId, result.RunId);
        Assert.Equal(result[0].RunId, result[0].RunId);
        Assert.NotEqual(result[0].RunId, result[1].RunId);
        Assert.Null(result[0].Duration);
    }

    [Fact]
    public void Item_Outside_the_map_Is_refused() =>
        Assert.ThrowsAny<Exception>(() => new SyncRunner().Map(Half, new { x = new[] { 2 } }, "x")[1]);
}
