using CsCheck;
using Hypergraph.Tests.Properties;

namespace Hypergraph.Tests.Pictures;

/// <summary>The parser of Mermaid and Graphviz read pictures as they are meant, whatever the graph and its names.</summary>
public sealed class ParserTests
{
    /// <summary>How many pictures a program reads at once. It starts once for each batch.</summary>
    private const int Batch = 100;

    private static readonly string[] HostileNames =
    [
        "end", "END", "graph", "subgraph", "class", "click", "style a:#1;", "classDef x:#2;", "default", "direction LR", "a direction  TB", "direction\u00A0RL", "n0", "\"", "\"]", "\\", "\\\"", "a\\", "\\n", "\\N", "a\nb", "a\r\nb", "\t", "a;b", "#", "#35;", "#quot;",
        "&lt;", "&amp;amp;", "&", "<b>bold</b>", "<script>alert(1)</script>", "<br/>", "[x]", "(x)", "{x}", "((x))", "a---oops", "a --> b", "x-->|y|z", "%% comment", "%%{init: {}}%%", "`code`", "**bold**", "__init__", "_x_", "*x*",
        "1. first", "1) first", "- item", "+ item", "# heading", "> quote", "---", "===", "~~~", "    indented", "a  b", " a ", "https://example.org/a?b=c", "www.example.org", "me@example.org", "$$x^2$$", "fa:fa-car", "::icon(x)", "@{ shape: rect }",
        "|", "a|b", "'", "é", "名前", "العربية", "😀", "👩‍💻", "\u202Eabc", "\uD800", "\u0000", "\u001B[31m", "\u00A0", "\u2028", "ﬂ°°60¶ß", "¶ß", "\uFFFE", "name: \"x\"", "{{x}}", "[[x]]", ",", ".", "..", "/", "a/b", "=", "==>", "~", "^", "!", "?",
    ];

    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.Int[0, HostileNames.Length - 1].Select(i => HostileNames[i]),
        Gen.String[Gen.Char["\"\\[]{}()<>|#;&%`*_-.:=~/@$'! \n\tae1éﬂ\u202E"], 1, 12],
        Gen.String[1, 200]).Where(name => !string.IsNullOrWhiteSpace(name) && name != Node.End);

    [Fact]
    public void Mermaid_Reads_every_hostile_name_as_it_is()
    {
        Assert.SkipUnless(ParsedMermaid.Missing is null, ParsedMermaid.Missing ?? string.Empty);
        ParsedMermaid[] parsed = ParsedMermaid.Of(HostileNames.Select(name => OfName(name).ToMermaid(new GraphPictureOptions { Title = name })));
        Assert.Equal(HostileNames.Length, parsed.Length);
        Assert.All(HostileNames.Zip(parsed), picture =>
        {
            Assert.Null(picture.Second.Error);
            string shown = Expected.Shown(picture.First);
            Assert.Equal([("n1", shown), ("n2", "next")], picture.Second.Nodes.Select(node => (node.Id, node.Label)));
            Assert.Equal([("n0", shown)], picture.Second.Groups.Select(group => (group.Id, group.Label)));
            Assert.Equal([("n1", "n2", shown)], picture.Second.Edges.Select(edge => (edge.From, edge.To, edge.Label)));
        });
    }

    [Fact]
    public void Graphviz_Draws_every_hostile_name_as_it_is()
    {
        Assert.SkipUnless(ParsedDot.Missing is null, ParsedDot.Missing ?? string.Empty);
        ParsedDot[] parsed = ParsedDot.Of(HostileNames.Select(name => OfName(name).ToDot(new GraphPictureOptions { Title = name })));
        Assert.Equal(HostileNames.Length, parsed.Length);
        Assert.All(HostileNames.Zip(parsed), picture =>
        {
            string shown = Expected.Shown(picture.First);
            Assert.Equal([("n1", shown), ("n2", "next")], picture.Second.Nodes.Select(node => (node.Id, node.Text)));
            Assert.Equal([("cluster_n0", shown)], picture.Second.Frames.Select(frame => (frame.Id, frame.Text)));
            Assert.Equal([("n1->n2", shown)], picture.Second.Edges.Select(edge => (edge.Ids, edge.Text)));
        });
    }

    [Fact]
    public void Any_graph_Is_valid_and_whole()
    {
        Assert.SkipUnless(ParsedMermaid.Missing is null, ParsedMermaid.Missing ?? string.Empty);
        Assert.SkipUnless(ParsedDot.Missing is null, ParsedDot.Missing ?? string.Empty);
        Gen.Select(GraphSample.Any, AnyOptions, (sample, options) => (Graph: new GraphBuilder(asynchronous: false).Build(sample.Graph), options)).Array[Batch].Sample(
            pictures =>
            {
                ParsedMermaid[] mermaid = ParsedMermaid.Of(pictures.Select(picture => picture.Graph.ToMermaid(picture.options)));
                ParsedDot?[] dot = ParsedDot.OfEach([.. pictures.Select(picture => picture.Graph.ToDot(picture.options))]);
                for (int i = 0; i < pictures.Length; i++)
                {
                    AssertEqual(Expected.Of(pictures[i].Graph.Outline, pictures[i].options), mermaid[i], dot[i]);
                }
            },
            iter: 3,
            threads: 1);
    }

    [Fact]
    public void Any_outline_Is_valid_and_whole()
    {
        Assert.SkipUnless(ParsedMermaid.Missing is null, ParsedMermaid.Missing ?? string.Empty);
        Assert.SkipUnless(ParsedDot.Missing is null, ParsedDot.Missing ?? string.Empty);
        Gen.Select(AnyOutline(depth: 2), AnyOptions).Array[Batch].Sample(
            pictures =>
            {
                ParsedMermaid[] mermaid = ParsedMermaid.Of(pictures.Select(picture => picture.Item1.ToMermaid(picture.Item2)));
                ParsedDot?[] dot = ParsedDot.OfEach([.. pictures.Select(picture => picture.Item1.ToDot(picture.Item2))]);
                for (int i = 0; i < pictures.Length; i++)
                {
                    AssertEqual(Expected.Of(pictures[i].Item1, pictures[i].Item2), mermaid[i], dot[i]);
                }
            },
            iter: 3,
            threads: 1);
    }

    private static Gen<GraphPictureOptions> AnyOptions => Gen.Select(
        Gen.Int[0, 3], Gen.Enum<GraphPictureDirection>(), AnyName,
        (depth, direction, title) => new GraphPictureOptions { Depth = depth == 3 ? null : depth, Direction = direction, Title = title });

    private static Gen<GraphOutline> AnyOutline(int depth) =>
        from nodes in AnyNode(depth).Array[1, 5]
        from edges in AnyEdge(nodes.Length).Array[0, 6]
        select new GraphOutline { Nodes = nodes, Edges = edges };

    private static Gen<NodeOutline> AnyNode(int depth) =>
        from name in AnyName
        from kind in Gen.Enum<NodeKind>()
        from isMapped in Gen.Bool
        from isInLoop in Gen.Bool
        from graph in kind == NodeKind.Graph && depth > 0 ? AnyOutline(depth - 1).Select(graph => (GraphOutline?)graph) : Gen.Const((GraphOutline?)null)
        select new NodeOutline { Name = name, Kind = kind, IsMapped = isMapped && kind == NodeKind.Graph, IsInLoop = isInLoop, Graph = graph };

    private static Gen<EdgeOutline> AnyEdge(int nodes) =>
        from source in Gen.Int[0, nodes - 1]
        from target in Gen.Int[-1, nodes - 1]
        from kind in Gen.Enum<EdgeKind>()
        from names in AnyName.Array[0, 2]
        select new EdgeOutline { From = source, To = target < 0 ? null : target, Kind = kind, Names = names };

    /// <summary>A nested graph, a node in it, and an edge from that node, all of the same name.</summary>
    private static GraphOutline OfName(string name) => new()
    {
        Nodes =
        [
            new NodeOutline
            {
                Name = name,
                Kind = NodeKind.Graph,
                Graph = new GraphOutline
                {
                    Nodes = [new NodeOutline { Name = name, Kind = NodeKind.Function }, new NodeOutline { Name = "next", Kind = NodeKind.Function }],
                    Edges = [new EdgeOutline { From = 0, To = 1, Kind = EdgeKind.Value, Names = [name] }],
                },
            },
        ],
    };

    private static void AssertEqual(Expected expected, ParsedMermaid mermaid, ParsedDot? dot)
    {
        Assert.Null(mermaid.Error);
        Assert.Equal(expected.Nodes.Order(), mermaid.Nodes.Select(node => (node.Id, node.Label)).Order());
        Assert.Equal(expected.Frames.Order(), mermaid.Groups.Select(group => (group.Id, group.Label)).Order());
        Assert.Equal(expected.Edges.Order(), mermaid.Edges.Select(edge => (edge.From, edge.To, edge.Label)).Order());
        if (dot is null)
        {
            return;
        }

        Assert.Equal(expected.Nodes.Order(), dot.Nodes.Order());
        Assert.Equal(expected.Frames.Select(frame => ($"cluster_{frame.Id}", frame.Label)).Order(), dot.Frames.Order());
        Assert.Equal(expected.Edges.Select(edge => edge.Label).Order(), dot.Edges.Select(edge => edge.Text).Order());
    }
}
