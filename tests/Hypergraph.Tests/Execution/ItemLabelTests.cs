namespace Hypergraph.Tests.Execution;

/// <summary>Items that have labels are called by them wherever a failure is: in loops, streams and resumed runs too.</summary>
public sealed class ItemLabelTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private static readonly ItemLabel File = ItemLabel.Of<string[]>("row", rows => $"file{rows.Length}");

    private static readonly string[][] Data = [["1", "x"], ["y", "2", "z"]];

    private static GraphNode Rows { get; } = new Graph("row", [Node.Create((string row) => int.Parse(row), output: "number", name: "parse")])
        .AsNode("rows").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue).WithItemLabel("row");

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Run_Failures_of_nested_maps_Have_the_labels_of_both(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        var files = new Graph("all", [new Graph("file", [Rows]).AsNode("files").MapOver("row").WithItemLabel(File)]);

        RunResult result = await Both.OnAsync(runner, files, new { row = Data }, Continue with { EventProcessors = [recorder] });

        Assert.Equal(["files/rows/parse [file2, x]", "files/rows/parse [file3, y]", "files/rows/parse [file3, z]"], Locations(result.Failures));
        Assert.Equal(["x", "y", "z"], recorder.Events.OfType<NodeErrorEvent>().Select(e => e.ItemLabel).Order());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Map_Failures_inside_items_Have_the_labels_of_both(string runner)
    {
        MapResult result = await Both.MapOnAsync(
            runner, new Graph("file", [Rows]), new { row = Data }, "row", new MapOptions { ErrorHandling = ErrorHandling.Continue, ItemLabel = File });

        Assert.Equal(["rows/parse [file2, x]", "rows/parse [file3, y]", "rows/parse [file3, z]"], Locations(result.AllFailures));
        Assert.Equal(["rows/parse [file3, y]", "rows/parse [file3, z]"], Locations(result[1].Failures));
        Assert.Empty(result.Failures);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Run_A_map_in_a_loop_Lists_the_failures_of_every_iteration(string runner)
    {
        var graph = new Graph(
            "loop",
            [
                Node.Create((int n) => new[] { "1", $"bad{n}" }, "row", "list"),
                Rows,
                Node.Create((int n, int?[] number) => n + number.Length - 1, "n", "add"),
                Node.IfElse((int n) => n < 3, "list", Node.End, "again"),
            ],
            new GraphOptions { Entrypoints = ["list"] });

        RunResult result = await Both.OnAsync(runner, graph, new { n = 0 }, Continue);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["rows/parse [bad0]", "rows/parse [bad1]", "rows/parse [bad2]"], Locations(result.Failures));
    }

    [Theory]
    [InlineData(ResultOrder.Input)]
    [InlineData(ResultOrder.Completion)]
    public async Task MapAsync_Over_a_stream_Failures_inside_items_Have_the_labels_of_both(ResultOrder order)
    {
        var options = new MapStreamOptions { ErrorHandling = ErrorHandling.Continue, Order = order, ItemLabel = File };
        List<string> locations = [];
        await foreach (RunResult result in new AsyncRunner().MapStreamAsync(new Graph("file", [Rows]), "row", new Source<string[]>(Data), options))
        {
            locations.AddRange(Locations(result.Failures));
        }

        Assert.Equal(["rows/parse [file2, x]", "rows/parse [file3, y]", "rows/parse [file3, z]"], order == ResultOrder.Input ? locations : locations.Order());
    }

    [Fact]
    public async Task ResumeAsync_Failures_of_items_of_a_mapped_node_Keep_their_labels()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var runner = new AsyncRunner();
        var graph = new Graph("outer", [Asking.AsNode("items").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue).WithItemLabel(File)]);

        RunResult paused = await runner.RunAsync(graph, new { row = Data }, Continue);
        RunResult first = await runner.ResumeAsync(paused, new Dictionary<RunPause, object?> { [paused.Pauses[0]] = 2 }, Continue);
        RunResult second = await runner.ResumeAsync(
            first, new Dictionary<RunPause, object?> { [Assert.Single(first.Pauses)] = 3 }, Continue with { EventProcessors = [recorder] });

        string[] before = ["items/rows/parse [file2, x]", "items/rows/parse [file3, y]", "items/rows/parse [file3, z]"];
        Assert.Equal(before, Locations(paused.Failures));
        Assert.Equal((RunStatus.Paused, RunStatus.Completed), (first.Status, second.Status));
        Assert.Equal([before[0], "items/check [file2]", before[1], before[2]], Locations(first.Failures));
        Assert.Equal([before[0], "items/check [file2]", before[1], before[2], "items/check [file3]"], Locations(second.Failures));
        Assert.Equal("file3", Assert.Single(recorder.Events.OfType<NodeErrorEvent>()).ItemLabel);
    }

    [Fact]
    public async Task ResumeAsync_Failures_of_items_of_a_map_Keep_their_labels()
    {
        var runner = new AsyncRunner();
        var options = new MapOptions { ErrorHandling = ErrorHandling.Continue };

        MapResult paused = await runner.MapAsync(Asking, new { row = Data }, "row", options with { ItemLabel = File });
        MapResult first = await runner.ResumeMapAsync(paused, new Dictionary<RunPause, object?> { [paused.Pauses[1]] = 2 }, options);
        MapResult second = await runner.ResumeMapAsync(first, new Dictionary<RunPause, object?> { [Assert.Single(first.Pauses)] = 3 }, options);

        string[] before = ["rows/parse [file2, x]", "rows/parse [file3, y]", "rows/parse [file3, z]"];
        Assert.Equal([.. before, "check [file3]"], Locations(first.AllFailures));
        Assert.Equal([before[0], "check [file2]", before[1], before[2], "check [file3]"], Locations(second.AllFailures));
        Assert.Equal([(0, "file2"), (1, "file3")], second.Failures.Select(f => (f.Index, f.ItemLabel)));
    }

    private static Graph Asking { get; } = new(
        "item",
        [
            Rows,
            Node.Interrupt<int>((int?[] number) => number.Length, "answer", "ask"),
            Node.Create(int (int answer) => throw new FormatException($"no {answer}"), output: "end", name: "check"),
        ]);

    private static string[] Locations(IEnumerable<RunFailure> failures) => [.. failures.Select(f => f.Location)];
}
