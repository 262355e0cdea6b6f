using LoggedRuns = Hypergraph.Tool.Tests.Runs;

namespace Hypergraph.Progress.Tests;

/// <summary>Pictures of runs: the graph with the states and counts of the rows.</summary>
public sealed class RunPictureTests
{
    public static TheoryData<string> RunNames => LoggedRuns.Names;

    [Fact]
    public async Task Run_Is_drawn_with_its_states_and_its_name()
    {
        ProgressRun run = await RunAsync("fork up");
        Assert.Equal(
            """
            ---
            title: "fork\u003a completed"
            ---
            flowchart TB
              n0{"sign<br/>done"}
              n1["up<br/>done"]
              n2["down<br/>skipped"]
              n0 -->|"true"| n1
              n0 -->|"false"| n2
              classDef done fill:#dafbe1,stroke:#1a7f37,color:#0b4f1e
              class n0,n1 done
              classDef skipped fill:#f6f8fa,stroke:#8c959f,color:#57606a,stroke-dasharray:4 3
              class n2 skipped

            """,
            run.ToMermaid());
        Assert.Contains("""n2 [label="down\nskipped" style="filled,dashed" """, run.ToDot(), StringComparison.Ordinal);
        Assert.Contains(" label=\"fork: completed\" labelloc=t]", run.ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_Shows_its_items_in_the_title_and_at_its_node()
    {
        ProgressRun run = await RunAsync("nested maps");
        Assert.Equal(
            """
            ---
            title: "tables\u003a partial, 2 of 2 items"
            ---
            flowchart TB
              subgraph n0["read · failed"]
                direction TB
                subgraph n1["rows ×n · failed, 3 of 3, 1 failed"]
                  direction TB
                  n2["check<br/>failed, 3 of 3, 1 failed"]
                end
              end
              classDef failed fill:#ffebe9,stroke:#cf222e,color:#82071e
              class n0,n1,n2 failed

            """,
            run.ToMermaid());
    }

    [Fact]
    public async Task Options_Apply_to_the_picture_of_a_run()
    {
        ProgressRun run = await RunAsync("nested maps");
        Assert.Equal(
            """
            flowchart LR
              n0[["read<br/>failed"]]
              classDef failed fill:#ffebe9,stroke:#cf222e,color:#82071e
              class n0 failed

            """,
            run.ToMermaid(new GraphPictureOptions { Depth = 0, Direction = GraphPictureDirection.LeftToRight, Title = "" }));
        Assert.StartsWith("---\ntitle: \"Mine\"\n---\n", run.ToMermaid(new GraphPictureOptions { Title = "Mine" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_in_flight_Is_drawn_as_it_is()
    {
        var events = new EventRecorder();
        await LoggedRuns.RunAsync("nested maps", new FakeClock(), events);
        var model = new ProgressModel();
        foreach (Event e in events.Events.TakeWhile(e => e is not NodeErrorEvent))
        {
            model.Apply(e);
        }

        ProgressRun run = Assert.Single(model.Snapshot().Runs);
        Assert.Equal(
            """
            ---
            title: "tables\u003a running, 0 of 2 items"
            ---
            flowchart TB
              subgraph n0["read · running"]
                direction TB
                subgraph n1["rows ×n · running, 1 of 4"]
                  direction TB
                  n2["check<br/>running, 1 of 4"]
                end
              end
              classDef running fill:#ddf4ff,stroke:#0969da,color:#0a3069
              class n0,n1,n2 running

            """,
            run.ToMermaid());
    }

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Picture_From_a_log_Is_that_of_the_run(string name)
    {
        using var stream = new MemoryStream();
        var live = new ProgressModel();
        using (var log = new JsonLinesEventProcessor(stream))
        {
            await LoggedRuns.RunAsync(name, new FakeClock(), log, new ModelProcessor(live));
        }

        var model = new ProgressModel();
        await foreach (Event e in EventLog.ReadAsync(new MemoryStream(stream.ToArray()), TestContext.Current.CancellationToken))
        {
            model.Apply(e);
        }

        string[] pictures = [.. live.Snapshot().Runs.Select(run => run.ToMermaid())];
        Assert.NotEmpty(pictures);
        Assert.Equal(pictures, model.Snapshot().Runs.Select(run => run.ToMermaid()));
    }

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Every_node_Has_a_state(string name)
    {
        ProgressRun run = await RunAsync(name);
        Assert.Equal(CountNodes(run.Outline!), run.GetPictureStates().Count);
    }

    [Fact]
    public async Task Nodes_with_similar_paths_Have_states_of_their_own()
    {
        var events = new EventRecorder();
        await LoggedRuns.RunAsync("escaped", new FakeClock(), events);
        var model = new ProgressModel();
        foreach (Event e in events.Events.TakeWhile(e => e is not NodeStartEvent { NodeName: "b" }))
        {
            model.Apply(e);
        }

        IReadOnlyDictionary<string, NodePictureState> states = model.Snapshot().Runs[0].GetPictureStates();
        Assert.Equal(
            [(@"a\/b", NodePictureStatus.Done), ("a/b", NodePictureStatus.Waiting), ("a", NodePictureStatus.Waiting), (@"c\[0\]", NodePictureStatus.Waiting)],
            states.Select(state => (state.Key, state.Value.Status)));
    }

    [Fact]
    public void Run_without_an_outline_Is_refused()
    {
        var run = new ProgressRun { RunId = default, StartedAt = default, Elapsed = default, Rows = [] };
        Assert.Empty(run.GetPictureStates());
        Assert.StartsWith(
            $"Run {run.RunId} cannot be drawn: its start event has no outline of the graph.",
            Assert.Throws<InvalidOperationException>(() => run.ToMermaid()).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => run.ToDot());
    }

    [Fact]
    public void Graphs_nested_without_limit_Are_drawn_up_to_one()
    {
        GraphOutline outline = Outlines.Graph("leaf", Outlines.Node("leaf"));
        for (int level = 0; level < 60; level++)
        {
            outline = Outlines.Graph("level", Nested("left", outline), Nested("right", outline));
        }

        var test = new ModelTest();
        test.Script.Run(outline);
        Assert.InRange(test.Run.ToDot().Split(" [label=").Length, 100_000, 200_000);
    }

    private static NodeOutline Nested(string name, GraphOutline graph) => new() { Name = name, Kind = NodeKind.Graph, Graph = graph };

    private static int CountNodes(GraphOutline outline) => outline.Nodes.Sum(node => 1 + (node.Graph is null ? 0 : CountNodes(node.Graph)));

    private static async Task<ProgressRun> RunAsync(string name)
    {
        var model = new ProgressModel();
        await LoggedRuns.RunAsync(name, new FakeClock(), new ModelProcessor(model));
        return model.Snapshot().Runs[^1];
    }

    private sealed class ModelProcessor(ProgressModel model) : EventProcessor
    {
        public override void OnEvent(Event e) => model.Apply(e);
    }
}
