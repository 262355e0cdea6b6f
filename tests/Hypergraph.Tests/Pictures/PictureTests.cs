using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Pictures;

/// <summary>What a picture has, in both formats, word for word.</summary>
public sealed class PictureTests
{
    [Fact]
    public void Values_Are_edges_with_their_names()
    {
        Assert.Equal(
            """
            flowchart TB
              n0["first"]
              n1["second"]
              n0 -->|"y"| n1

            """,
            Samples.Chain.ToMermaid());
        Assert.Equal(
            """
            digraph {
              graph [rankdir=TB compound=true fontname="sans-serif"]
              node [shape=box style=filled fillcolor=white fontname="sans-serif"]
              edge [fontname="sans-serif"]
              n0 [label="first"]
              n1 [label="second"]
              n0 -> n1 [label="y"]
            }

            """,
            Samples.Chain.ToDot());
    }

    [Fact]
    public void Gates_Have_an_edge_for_each_target()
    {
        Assert.Equal(
            """
            flowchart TB
              n0{"sign"}
              n1["up"]
              n2["down"]
              n0 -->|"true"| n1
              n0 -->|"false"| n2

            """,
            Samples.Fork.ToMermaid());
        AssertLines(
            """
            n0 [label="sign" shape=diamond]
            n1 [label="up"]
            n2 [label="down"]
            n0 -> n1 [label="true"]
            n0 -> n2 [label="false"]
            """,
            Samples.Fork.ToDot());
    }

    [Fact]
    public void Loops_Are_marked_and_end_at_a_node_of_their_own()
    {
        Assert.Equal(
            """
            flowchart TB
              n0["step ↻"]
              n1{"again ↻"}
              n2(["end"])
              n0 -->|"n"| n0
              n0 -->|"n"| n1
              n1 --> n0
              n1 --> n2

            """,
            Graphs.Loop.ToMermaid());
        AssertLines(
            """
            n0 [label="step ↻"]
            n1 [label="again ↻" shape=diamond]
            n2 [label="end" shape=oval]
            n0 -> n0 [label="n"]
            n0 -> n1 [label="n"]
            n1 -> n0
            n1 -> n2
            """,
            Graphs.Loop.ToDot());
    }

    [Fact]
    public void Interrupts_Have_a_shape_of_their_own()
    {
        Assert.Contains("  n0{{\"approve\"}}\n", Samples.Ask.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("  n0 [label=\"approve\" shape=hexagon]\n", Samples.Ask.ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_graphs_Are_frames_and_mapped_ones_are_marked()
    {
        Assert.Equal(
            """
            flowchart TB
              n0["make"]
              subgraph n1["middle"]
                direction TB
                subgraph n2["cells ×n"]
                  direction TB
                  n3["first"]
                  n4["second"]
                  n3 -->|"y"| n4
                end
                n5["add"]
                n2 -->|"z"| n5
              end
              n6["negate"]
              n0 -->|"x"| n1
              n1 -->|"sum"| n6

            """,
            Graphs.Nested.ToMermaid());
        AssertLines(
            """
            n0 [label="make"]
            subgraph cluster_n1 {
              graph [label="middle" style=solid color=black fontcolor=black]
              subgraph cluster_n2 {
                graph [label="cells ×n" style=solid color=black fontcolor=black]
                n3 [label="first"]
                n4 [label="second"]
                n3 -> n4 [label="y"]
              }
              n5 [label="add"]
              n4 -> n5 [label="z" ltail=cluster_n2]
            }
            n6 [label="negate"]
            n0 -> n3 [label="x" lhead=cluster_n1]
            n5 -> n6 [label="sum" ltail=cluster_n1]
            """,
            Graphs.Nested.ToDot());
    }

    [Fact]
    public void Depth_Collapses_nested_graphs()
    {
        Assert.Equal(
            """
            flowchart TB
              n0["make"]
              subgraph n1["middle"]
                direction TB
                n2[["cells ×n"]]
                n3["add"]
                n2 -->|"z"| n3
              end
              n4["negate"]
              n0 -->|"x"| n1
              n1 -->|"sum"| n4

            """,
            Graphs.Nested.ToMermaid(new GraphPictureOptions { Depth = 1 }));
        AssertLines(
            """
            n0 [label="make"]
            n1 [label="middle" peripheries=2]
            n2 [label="negate"]
            n0 -> n1 [label="x"]
            n1 -> n2 [label="sum"]
            """,
            Graphs.Nested.ToDot(new GraphPictureOptions { Depth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphPictureOptions { Depth = -1 });
    }

    [Fact]
    public void Order_without_data_Is_dotted()
    {
        Assert.Equal(
            """
            flowchart TB
              n0["first"]
              n1["second"]
              n2["third"]
              n3["fourth"]
              n0 -->|"a"| n1
              n0 -->|"a"| n2
              n0 -.->|"ready, steady"| n2
              n1 -->|"b"| n2
              n2 -.->|"c"| n3

            """,
            Graphs.Order.ToMermaid());
        AssertLines(
            """
            n0 [label="first"]
            n1 [label="second"]
            n2 [label="third"]
            n3 [label="fourth"]
            n0 -> n1 [label="a"]
            n0 -> n2 [label="a"]
            n0 -> n2 [label="ready, steady" style=dotted]
            n1 -> n2 [label="b"]
            n2 -> n3 [label="c" style=dotted]
            """,
            Graphs.Order.ToDot());
    }

    [Fact]
    public void Explicit_edges_Carry_values_or_order()
    {
        Node[] nodes = [Node.Create((int x) => x, "a", "first"), Node.Create((int a) => a, "b", "second"), Node.Create((int x) => x, "c", "third")];
        var graph = new Graph(nodes, new GraphOptions { Edges = [("first", "second"), ("second", "third")] });
        Assert.Equal(
            """
            flowchart TB
              n0["first"]
              n1["second"]
              n2["third"]
              n0 -->|"a"| n1
              n1 -.-> n2

            """,
            graph.ToMermaid());
        Assert.Contains("  n1 -> n2 [style=dotted]\n", graph.ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_values_and_decisions_Share_an_edge()
    {
        var graph = new Graph(
        [
            Node.IfElse((int x) => x > 0, "both", "both", "sign"),
            Node.Create((int x) => (q: x / 2, r: x % 2), name: "both"),
            Node.Create((int r, int q) => q + r, "sum", "add"),
        ]);
        Assert.Equal(
            """
            flowchart TB
              n0{"sign"}
              n1["both"]
              n2["add"]
              n0 -->|"true, false"| n1
              n1 -->|"q, r"| n2

            """,
            graph.ToMermaid());
    }

    [Fact]
    public void Nodes_that_cannot_run_Are_left_out() => Assert.Equal(
        """
        flowchart TB
          n0["first"]

        """,
        Samples.Chain.Select("y").ToMermaid());

    [Fact]
    public void Implied_edges_Are_left_out_on_request() => Assert.Equal(
        """
        flowchart TB
          n0["first"]
          n1["second"]
          n2["third"]
          n3["fourth"]
          n0 -->|"a"| n1
          n1 -->|"b"| n2
          n2 -.->|"c"| n3

        """,
        Graphs.Order.ToMermaid(new GraphPictureOptions { OmitImpliedEdges = true }));

    [Fact]
    public void Edges_of_loops_Are_never_implied()
    {
        var options = new GraphPictureOptions { OmitImpliedEdges = true };
        Assert.Equal(Graphs.Loop.ToMermaid(), Graphs.Loop.ToMermaid(options));
    }

    [Fact]
    public void Types_Are_shown_on_request()
    {
        var graph = new Graph(
        [
            Node.Create((string text, int top) => text.Split(' ').Take(top).ToList(), "words", "split"),
            Node.Create((List<string> words) => { }, name: "print"),
            Node.Create(() => 1, "one", "begin"),
            Node.CreateFrom(NodeFunction.FromValues(["a", "b"], _ => null), ["c"], "untyped"),
            Samples.Chain.AsNode("cells").MapOver("x").RenameInput("x", "numbers"),
        ]);
        var options = new GraphPictureOptions { ShowTypes = true };
        Assert.Equal(
            """
            flowchart TB
              n0["split<br/>text#58; string, top#58; int → words#58; List#60;string#62;"]
              n1["print<br/>words#58; List#60;string#62;"]
              n2["begin<br/>→ one#58; int"]
              n3["untyped<br/>a, b → c"]
              subgraph n4["cells ×n · numbers#58; IEnumerable#60;int#62; → y#58; int#91;#93;, z#58; int#91;#93;"]
                direction TB
                n5["first<br/>x#58; int → y#58; int"]
                n6["second<br/>y#58; int → z#58; int"]
                n5 -->|"y"| n6
              end
              n0 -->|"words"| n1

            """,
            graph.ToMermaid(options));
        Assert.Contains("""n0 [label="split\ntext: string, top: int → words: List<string>"]""", graph.ToDot(options), StringComparison.Ordinal);
        Assert.Equal(graph.ToMermaid(), graph.Outline.ToMermaid(options));
    }

    [Theory]
    [InlineData(GraphPictureDirection.TopToBottom, "TB")]
    [InlineData(GraphPictureDirection.LeftToRight, "LR")]
    [InlineData(GraphPictureDirection.BottomToTop, "BT")]
    [InlineData(GraphPictureDirection.RightToLeft, "RL")]
    public void Direction_Is_that_of_all_levels(GraphPictureDirection direction, string name)
    {
        var options = new GraphPictureOptions { Direction = direction };
        string picture = Graphs.Nested.ToMermaid(options);
        Assert.StartsWith($"flowchart {name}\n", picture, StringComparison.Ordinal);
        Assert.Equal(2, picture.Split($" direction {name}\n").Length - 1);
        Assert.Contains($"[rankdir={name} ", Graphs.Nested.ToDot(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Title_Stands_above_the_picture()
    {
        var options = new GraphPictureOptions { Title = "Loop: \"fast\" & <slow>" };
        Assert.StartsWith(
            """
            ---
            title: "Loop\u003a \u0022fast\u0022 \u0026 \u003cslow\u003e"
            ---
            flowchart TB

            """,
            Graphs.Loop.ToMermaid(options),
            StringComparison.Ordinal);
        Assert.Contains("""fontname="sans-serif" label="Loop: \"fast\" &amp; <slow>" labelloc=t]""", Graphs.Loop.ToDot(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Outline_Is_drawn_like_its_graph()
    {
        Assert.All([Samples.Chain, Samples.Fork, Graphs.Loop, Graphs.Nested, Graphs.Order], graph =>
        {
            Assert.Equal(graph.ToMermaid(), graph.Outline.ToMermaid());
            Assert.Equal(graph.ToDot(), graph.Outline.ToDot());
        });
    }

    [Fact]
    public void Edge_of_an_outline_to_no_node_Is_refused()
    {
        var outline = new GraphOutline { Name = "broken", Nodes = Samples.Chain.Outline.Nodes, Edges = [new EdgeOutline { From = 0, To = 2, Kind = EdgeKind.Value }] };
        Assert.Equal(
            "The outline of broken has 2 nodes, but an edge from 0 to 2. Use indexes of its nodes. (Parameter 'outline')",
            Assert.Throws<ArgumentException>(() => outline.ToMermaid()).Message);
    }

    [Fact]
    public void Nothing_Is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ((Graph)null!).ToMermaid());
        Assert.Throws<ArgumentNullException>(() => ((Graph)null!).ToDot());
        Assert.Throws<ArgumentNullException>(() => ((GraphOutline)null!).ToMermaid());
        Assert.Throws<ArgumentNullException>(() => ((GraphOutline)null!).ToDot());
    }

    /// <summary>Asserts what stands between the attributes of all nodes and the end, without the outermost indent.</summary>
    private static void AssertLines(string expected, string dot)
    {
        string[] lines = dot.Split('\n');
        Assert.Equal(["}", ""], lines[^2..]);
        Assert.Equal(expected.Split('\n'), lines[4..^2].Select(line => line[2..]));
    }
}
