using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Pictures;

/// <summary>The states of nodes in a picture.</summary>
public sealed class StateTests
{
    [Fact]
    public void States_Are_text_and_colors()
    {
        var options = new GraphPictureOptions
        {
            States = new Dictionary<string, NodePictureState>
            {
                ["make"] = new() { Status = NodePictureStatus.Done },
                ["middle"] = new() { Status = NodePictureStatus.Running, Done = 1, Total = 2 },
                ["middle/cells"] = new() { Status = NodePictureStatus.Running, Done = 1_200, Total = 3_000, Failed = 2 },
                ["middle/cells/first"] = new() { Status = NodePictureStatus.Running, Done = 7, Total = null },
            },
        };
        Assert.Equal(
            """
            flowchart TB
              n0["make<br/>done"]
              subgraph n1["middle · running, 1 of 2"]
                direction TB
                subgraph n2["cells ×n · running, 1,200 of 3,000, 2 failed"]
                  direction TB
                  n3["first<br/>running, 7"]
                  n4["second"]
                  n3 -->|"y"| n4
                end
                n5["add"]
                n2 -->|"z"| n5
              end
              n6["negate"]
              n0 -->|"x"| n1
              n1 -->|"sum"| n6
              classDef running fill:#ddf4ff,stroke:#0969da,color:#0a3069
              class n1,n2,n3 running
              classDef done fill:#dafbe1,stroke:#1a7f37,color:#0b4f1e
              class n0 done

            """,
            Graphs.Nested.ToMermaid(options));
        string dot = Graphs.Nested.ToDot(options);
        Assert.Contains("""  n0 [label="make\ndone" style=filled fillcolor="#dafbe1" color="#1a7f37" fontcolor="#0b4f1e"]""", dot, StringComparison.Ordinal);
        Assert.Contains("""    graph [label="middle\nrunning, 1 of 2" style=filled fillcolor="#ddf4ff" color="#0969da" fontcolor="#0a3069"]""", dot, StringComparison.Ordinal);
        Assert.Contains("""  n4 [label="second"]""", dot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NodePictureStatus.Waiting, 0L, 1L, 0, "waiting")]
    [InlineData(NodePictureStatus.Waiting, 0L, 3L, 0, "waiting, 0 of 3")]
    [InlineData(NodePictureStatus.Waiting, 0L, null, 0, "waiting")]
    [InlineData(NodePictureStatus.Skipped, 0L, 0L, 0, "skipped")]
    [InlineData(NodePictureStatus.Failed, 1L, 1L, 1, "failed")]
    [InlineData(NodePictureStatus.Failed, 0L, 1L, 5, "failed, 5 failed")]
    [InlineData(NodePictureStatus.Failed, 3L, 3L, 2, "failed, 3 of 3, 2 failed")]
    [InlineData(NodePictureStatus.Done, 1L, 1L, 1, "done, 1 failed")]
    [InlineData(NodePictureStatus.Retrying, 0L, 1L, 0, "retrying")]
    [InlineData(NodePictureStatus.Paused, 1L, 1L, 0, "paused")]
    [InlineData(NodePictureStatus.Cached, 1L, 1L, 0, "cached")]
    [InlineData(NodePictureStatus.Stopped, 2L, null, 0, "stopped, 2")]
    public void Status_and_counts_Are_a_line(NodePictureStatus status, long done, long? total, int failed, string expected)
    {
        var options = new GraphPictureOptions
        {
            States = new Dictionary<string, NodePictureState> { ["first"] = new() { Status = status, Done = done, Total = total, Failed = failed } },
        };
        Assert.Contains($"  n0[\"first<br/>{expected}\"]\n", Samples.Chain.ToMermaid(options), StringComparison.Ordinal);
        Assert.Contains($"  class n0 {expected.Split(',')[0]}\n", Samples.Chain.ToMermaid(options), StringComparison.Ordinal);
        bool isDashed = status is NodePictureStatus.Cached or NodePictureStatus.Skipped;
        Assert.Equal(isDashed, Samples.Chain.ToMermaid(options).Contains("stroke-dasharray:4 3\n", StringComparison.Ordinal));
        Assert.Equal(isDashed, Samples.Chain.ToDot(options).Contains("style=\"filled,dashed\"", StringComparison.Ordinal));
    }

    [Fact]
    public void State_Belongs_to_a_path_with_escaped_names()
    {
        var inner = new Graph([Node.Create((int x) => x, "y", "b/c")], null);
        var graph = new Graph([inner.AsNode("a")], null);
        var options = new GraphPictureOptions { States = new Dictionary<string, NodePictureState> { [@"a/b\/c"] = new() { Status = NodePictureStatus.Done } } };
        Assert.Contains("n1[\"b#47;c<br/>done\"]", graph.ToMermaid(options), StringComparison.Ordinal);
    }
}
