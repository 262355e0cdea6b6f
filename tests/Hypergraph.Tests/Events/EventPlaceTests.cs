using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Events;

/// <summary>Where an event says that it happened.</summary>
public class EventPlaceTests
{
    private static Graph Files(ItemLabel? fileLabel = null, ItemLabel? rowLabel = null)
    {
        var row = new Graph("row", [Node.Create((int cell) => cell % 2 == 0 ? cell : throw new FormatException($"odd {cell}"), output: "value", name: "parse_row")]);
        var file = new Graph("file", [row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue).WithItemLabel(rowLabel), Node.Create((string path) => path.Length, output: "size", name: "measure")]);
        return new Graph("all", [file.AsNode("files").MapOver(["cell", "path"], MapMode.Zip, ErrorHandling.Continue).WithItemLabel(fileLabel)]);
    }

    private static object Values => new { cell = new int[][] { [2, 3], [4] }, path = new[] { "a.csv", "b.csv" } };

    private static async Task<List<Event>> EventsOfAsync(string runner, Graph graph, object values, RunOptions? options = null)
    {
        var recorder = new RecordingProcessor();
        await Both.OnAsync(runner, graph, values, (options ?? new RunOptions()) with { EventProcessors = [recorder] });
        return recorder.Events;
    }

    private static string Text(Event e) => $"{e.NodePath ?? "-"} [{e.ItemPath}]{(e.ItemLabel is { } label ? $" {label}" : string.Empty)}";

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Node_events_Have_the_path_of_their_node_and_of_their_items(string runner)
    {
        List<Event> events = await EventsOfAsync(runner, Files(), Values);

        Assert.Equal(
            ["files []", "files/measure [0]", "files/measure [1]", "files/rows [0]", "files/rows [1]", "files/rows/parse_row [0.0]", "files/rows/parse_row [0.1]", "files/rows/parse_row [1.0]"],
            events.OfType<NodeStartEvent>().Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal("files/rows/parse_row [0.1]", Text(Assert.Single(events.OfType<NodeErrorEvent>())));
        Assert.All(events.Where(e => e.ItemPath.Count > 0), e => Assert.Equal(e.ItemIndex, e.ItemPath[^1]));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Run_events_Have_the_path_of_the_node_that_holds_their_graph(string runner)
    {
        List<Event> events = await EventsOfAsync(runner, Files(), Values);

        Assert.Equal(
            ["- []", "files [0]", "files [1]", "files []", "files/rows [0.0]", "files/rows [0.1]", "files/rows [0]", "files/rows [1.0]", "files/rows [1]"],
            events.OfType<RunStartEvent>().Select(Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task The_items_of_a_top_level_map_Have_no_node_around_them(string runner)
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph([Node.Create((string path) => path.Length, output: "size", name: "measure")]);
        await Both.MapOnAsync(runner, graph, new { path = new[] { "a.csv", "bb.csv" } }, "path", new MapOptions { EventProcessors = [recorder], ItemLabel = "path" });

        Assert.Equal(["- [0] a.csv", "- [1] bb.csv", "- []"], recorder.Events.OfType<RunStartEvent>().Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(["measure [0] a.csv", "measure [1] bb.csv"], recorder.Events.OfType<NodeEndEvent>().Select(Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Labels_Name_items_in_events_and_failures(string runner)
    {
        Graph graph = Files("path", ItemLabel.Of<int>("cell", cell => cell > 2 ? $"cell {cell}" : null));
        List<Event> events = await EventsOfAsync(runner, graph, Values);
        RunResult result = await Both.OnAsync(runner, graph, Values);

        Assert.Equal(
            ["files/rows/parse_row [0.0] a.csv", "files/rows/parse_row [0.1] cell 3", "files/rows/parse_row [1.0] cell 4"],
            events.OfType<NodeStartEvent>().Where(e => e.NodeName == "parse_row").Select(Text).Order(StringComparer.Ordinal));
        RunFailure failure = Assert.Single(result.Failures);
        Assert.Equal("files/rows/parse_row [a.csv, cell 3]", failure.Location);
        Assert.Equal("cell 3", failure.ItemLabel);
        Assert.Equal([0, 1], failure.ItemPath);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_label_for_some_items_Stands_beside_the_numbers_of_others(string runner)
    {
        RunResult result = await Both.OnAsync(runner, Files("path"), Values);

        Assert.Equal("files/rows/parse_row [a.csv, item 1]", Assert.Single(result.Failures).Location);
        Assert.Equal("files/rows/parse_row [a.csv, item 1]", result.Failures[0].Error.Data[FailureData.Location]);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_label_that_throws_Leaves_the_number(string runner)
    {
        RunResult result = await Both.OnAsync(runner, Files(ItemLabel.Of<string>("path", _ => throw new InvalidOperationException())), Values);

        Assert.Equal("files/rows/parse_row [item 0.1]", Assert.Single(result.Failures).Location);
    }

    [Fact]
    public async Task A_stream_map_Labels_its_items()
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph([Node.Create((string path) => path.Length > 5 ? throw new FormatException("long") : path.Length, output: "size", name: "measure")]);
        List<RunResult> results = await Streamed.AllAsync(new AsyncRunner(recorder).MapStreamAsync(graph, "path", new Source<string>(["a.csv", "bb.csv"]), options: new MapStreamOptions { ErrorHandling = ErrorHandling.Continue, ItemLabel = "path" }));

        Assert.Equal("measure [bb.csv]", Assert.Single(results[1].Failures).Location);
        Assert.Equal(["measure [0] a.csv", "measure [1] bb.csv"], recorder.Events.OfType<NodeStartEvent>().Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_label_by_an_unknown_input_Is_refused_with_its_name()
    {
        var graph = new Graph("sizes", [Node.Create((string path) => path.Length, output: "size")]);

        var call = Assert.Throws<InvalidInputException>(() => new SyncRunner().Map(graph, new { path = new[] { "a" } }, "path", new MapOptions { ItemLabel = "pat" }));
        var node = Assert.Throws<GraphConfigurationException>(() => graph.AsNode().MapOver("path").WithItemLabel("pat"));

        Assert.Equal("Graph 'sizes': items are to be labelled by 'pat', which is not one of its inputs. Did you mean 'path'? Inputs: 'path'.", call.Message);
        Assert.Equal("Graph node 'sizes' cannot label items by 'pat', which is not one of its inputs. Did you mean 'path'? Inputs: 'path'.", node.Message);
    }

    [Fact]
    public void A_label_Follows_its_input_when_that_is_renamed()
    {
        var graph = new Graph("sizes", [Node.Create((string path) => int.Parse(path, System.Globalization.CultureInfo.InvariantCulture), output: "size", name: "read")]);
        var outer = new Graph("outer", [graph.AsNode("all").MapOver("path").WithItemLabel("path").RenameInput("path", "texts")]);

        RunResult result = new SyncRunner().Run(outer, new { texts = new[] { "1", "x" } }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal("all/read [x]", result.Failure!.Location);
    }

    [Fact]
    public async Task A_bubbled_interrupt_Has_the_path_of_the_interrupt_at_every_level()
    {
        var inner = new Graph("review", [Node.Interrupt<bool>((string draft) => draft, "ok", "ask")]);
        List<Event> events = await EventsOfAsync("async", new Graph("outer", [new Graph("middle", [inner.AsNode()]).AsNode()]), new { draft = "x" });

        Assert.Equal(["middle/review/ask", "middle/review/ask", "middle/review/ask"], events.OfType<InterruptEvent>().Select(e => e.NodePath));
    }

    [Fact]
    public void An_event_that_is_made_elsewhere_Keeps_the_place_that_is_set()
    {
        var id = RunId.New();
        NodeStartEvent Make() => new() { RunId = id, SpanId = SpanId.None, Timestamp = DateTimeOffset.UnixEpoch, NodeName = "c", ItemIndex = 3, NodePath = "a/b/c", ItemPath = [1, 3], ItemLabel = "x" };

        NodeStartEvent e = Make();

        Assert.Equal("a/b/c [1.3] x", Text(e));
        Assert.Equal(e, Make());
        Assert.NotEqual(e, e with { ItemPath = [2, 3] });
        Assert.NotEqual(e, e with { NodePath = "a/c" });
        Assert.Equal("c [3]", Text(new NodeStartEvent { RunId = id, SpanId = SpanId.None, Timestamp = default, NodeName = "c", ItemIndex = 3 }));
        Assert.Contains("NodePath = a/b/c, ItemPath = 1.3", e.ToString(), StringComparison.Ordinal);
    }
}
