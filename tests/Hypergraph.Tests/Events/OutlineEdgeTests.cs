using System.Text.Json;
using PictureGraphs = Hypergraph.Tests.Pictures.Graphs;

namespace Hypergraph.Tests.Events;

/// <summary>The edges in the outline of a graph, and in JSON.</summary>
public sealed class OutlineEdgeTests
{
    [Fact]
    public void Edges_Have_kinds_and_names() => Assert.Equal(
        ["0 Value 1: a", "0 Value 2: a", "0 Order 2: ready, steady", "1 Value 2: b", "2 Order 3: c"],
        Text(PictureGraphs.Order.Outline));

    [Fact]
    public void Decision_to_end_a_branch_Has_no_target() => Assert.Equal(
        ["0 Value 0: n", "0 Value 1: n", "1 Decision 0: ", "1 Decision END: "],
        Text(PictureGraphs.Loop.Outline));

    [Fact]
    public void Indexes_Are_those_of_the_nodes_that_can_run() => Assert.Equal(["0 Value 1: z"], Text(
        new Graph([Node.Create((int x) => x, "other"), Node.Create((int y) => y, "z", "first"), Node.Create((int z) => z, "r", "second")]).Select("r").Outline));

    [Fact]
    public async Task Edges_Of_a_run_Are_in_its_log_on_every_level()
    {
        var seen = new RecordingProcessor();
        await new AsyncRunner(seen).RunAsync(PictureGraphs.Nested, ("size", 2));
        string json = JsonSerializer.Serialize(seen.Events[0]);
        GraphOutline read = ((RunStartEvent)JsonSerializer.Deserialize<Event>(json)!).Outline!;
        Assert.Equal(["0 Value 1: x", "1 Value 2: sum"], Text(read));
        Assert.Equal(["0 Value 1: z"], Text(read.Nodes[1].Graph!));
        Assert.Equal(["0 Value 1: y"], Text(read.Nodes[1].Graph!.Nodes[0].Graph!));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("""[{"from":0,"to":1,"kind":"value"}]""", "0 Value 1: ")]
    [InlineData("""[{"from":0,"kind":"decision","names":["true"],"more":1}]""", "0 Decision END: true")]
    [InlineData("""[{"from":0,"to":1,"kind":"later"}]""", "")]
    public void Edges_of_other_versions_Are_read(string edges, string expected)
    {
        GraphOutline outline = ((RunStartEvent)JsonSerializer.Deserialize<Event>(Json(edges))!).Outline!;
        Assert.Equal(expected, string.Join("; ", Text(outline)));
    }

    [Theory]
    [InlineData("""[{"from":2,"to":1,"kind":"value"}]""", "The outline of a graph has an edge of node 2, but 2 nodes.")]
    [InlineData("""[{"from":0,"to":-1,"kind":"value"}]""", "The outline of a graph has an edge of node -1, but 2 nodes.")]
    [InlineData("""[{"to":0,"kind":"value"}]""", "The outline of a graph has no 'from'.")]
    public void Edge_of_no_node_Is_refused(string edges, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Event>(Json(edges))).Message);

    private static IEnumerable<string> Text(GraphOutline outline) =>
        outline.Edges.Select(edge => $"{edge.From} {edge.Kind} {edge.To?.ToString() ?? "END"}: {string.Join(", ", edge.Names)}");

    private static string Json(string edges) => $$$"""
        {"v":1,"type":"RunStart","time":"2026-01-01T09:00:00Z","run":"00000000000000000000000000000001","span":"0000000000000001","graph":"g",
        "outline":{"nodes":[{"name":"a","kind":"function"},{"name":"b","kind":"function"}]{{{(edges.Length == 0 ? string.Empty : $",\"edges\":{edges}")}}}}}
        """;
}
