using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Events;

/// <summary>What a stream carries: times, names, indexes, values, failures and pauses on their way out.</summary>
public sealed class StreamTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Times_Of_a_standing_clock_Are_exact()
    {
        var time = new FakeTimeProvider(Noon);
        var graph = new Graph("g",
        [
            Node.Create((int x) => { time.Advance(TimeSpan.FromMilliseconds(5)); return x; }, "y", "a"),
            Node.Create((int y) => { time.Advance(TimeSpan.FromTicks(3)); return y; }, "z", "b"),
        ]);
        var seen = new RecordingProcessor(e => time.Advance(TimeSpan.FromSeconds(1)));
        RunResult result = new SyncRunner(seen) { TimeProvider = time }.Run(graph, ("x", 1));
        var ms5 = TimeSpan.FromMilliseconds(5);
        var ticks3 = TimeSpan.FromTicks(3);
        var s = TimeSpan.FromSeconds(1);
        Assert.Equal(
            [Noon, Noon + s, Noon + (2 * s) + ms5, Noon + (3 * s) + ms5, Noon + (4 * s) + ms5 + ticks3, Noon + (5 * s) + ms5 + ticks3],
            seen.Events.Select(e => e.Timestamp));
        Assert.Equal([s + ms5, s + ticks3], seen.Events.OfType<NodeEndEvent>().Select(e => e.Duration));
        TimeSpan whole = (5 * s) + ms5 + ticks3;
        Assert.Equal(whole, seen.Events.OfType<RunEndEvent>().Single().Duration);
        Assert.Equal(whole, result.Duration);
        Assert.All(seen.Events, e => Assert.Equal(TimeSpan.Zero, e.Timestamp.Offset));
    }

    [Fact]
    public void Times_Of_failures_Are_exact()
    {
        var time = new FakeTimeProvider(Noon);
        var graph = new Graph("g", [Node.Create(int (int x) => { time.Advance(TimeSpan.FromMinutes(1)); throw new InvalidOperationException("late"); }, "y", "a")]);
        var seen = new RecordingProcessor();
        new SyncRunner(seen) { TimeProvider = time }.Run(graph, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue });
        Assert.Equal(TimeSpan.FromMinutes(1), seen.Events.OfType<NodeErrorEvent>().Single().Duration);
        Assert.Equal(TimeSpan.FromMinutes(1), seen.Events.OfType<RunEndEvent>().Single().Duration);
    }

    [Fact]
    public void Times_Wall_clock_set_back_Do_not_go_back()
    {
        var clock = new BackwardsClock();
        var seen = new RecordingProcessor();
        new SyncRunner(seen) { TimeProvider = clock }.Run(Samples.Chain, ("x", 1));
        seen.Events.AssertWellFormed();
    }

    [Fact]
    public async Task WorkflowId_Of_a_call_Is_on_every_event()
    {
        var seen = new RecordingProcessor();
        var graph = new Graph("outer", [Samples.Fork.AsNode().MapOver("x")]);
        await new AsyncRunner(seen).RunAsync(graph, [("x", new[] { 1, -1 })], new RunOptions { WorkflowId = "order 7" });
        Assert.NotEmpty(seen.Events);
        Assert.All(seen.Events, e => Assert.Equal("order 7", e.WorkflowId));
        await new AsyncRunner(seen).MapAsync(Samples.Chain, [("x", new[] { 1, 2 })], "x", new MapOptions { WorkflowId = "order 8" });
        Assert.All(seen.Events.SkipWhile(e => e.WorkflowId == "order 7"), e => Assert.Equal("order 8", e.WorkflowId));
        await new AsyncRunner(seen).RunAsync(Samples.Chain, ("x", 1));
        Assert.Null(seen.Events[^1].WorkflowId);
    }

    [Fact]
    public void ItemIndex_Of_nested_maps_Is_the_innermost_items_and_a_maps_own_the_item_around_it()
    {
        Graph inner = new("inner", [Node.Create((int x) => x, "y", "leaf")]);
        Graph middle = new("middle", [Node.Create((int n) => Enumerable.Range(0, n).ToArray(), "x", "spread"), inner.AsNode().MapOver("x"), Samples.Chain.AsNode().RenameInput("x", "n").RenameOutput("y", "cy")]);
        Graph outer = new("outer", [middle.AsNode().MapOver("n")]);
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Run(outer, ("n", new[] { 1, 2 }));
        seen.Events.AssertWellFormed();
        Assert.Equal(
            [
                "run outer@", "+middle@", "map middle(2)@",
                "run middle@0", "+spread@0", "-spread@0", "+chain@0", "run chain@0", "+first@0", "-first@0", "+second@0", "-second@0", "end chain Completed@0", "-chain@0",
                "+inner@0", "map inner(1)@0", "run inner@0", "+leaf@0", "-leaf@0", "end inner Completed@0", "end inner Completed@0", "-inner@0", "end middle Completed@0",
                "run middle@1", "+spread@1", "-spread@1", "+chain@1", "run chain@1", "+first@1", "-first@1", "+second@1", "-second@1", "end chain Completed@1", "-chain@1",
                "+inner@1", "map inner(2)@1", "run inner@0", "+leaf@0", "-leaf@0", "end inner Completed@0", "run inner@1", "+leaf@1", "-leaf@1", "end inner Completed@1", "end inner Completed@1", "-inner@1",
                "end middle Completed@1",
                "end middle Completed@", "-middle@", "end outer Completed@",
            ],
            seen.Events.Select(e => $"{EventSummary.Short(e)}@{e.ItemIndex}"));
    }

    [Fact]
    public async Task Outline_Of_a_root_Is_the_whole_nested_structure()
    {
        Graph loop = new("loop",
        [
            Node.Create((int n) => n + 1, "n", "step"),
            Node.Route((int n) => n < 3 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
        ], new GraphOptions { Entrypoints = ["step"] });
        Graph outer = new("outer",
        [
            Samples.Chain.AsNode("cells").MapOver("x"),
            loop.AsNode().RenameOutput("n", "n2"),
            Samples.Fork.AsNode().RenameInput("x", "n").RenameOutput("r", "r2"),
            Samples.Ask.AsNode(),
        ]);
        var seen = new RecordingProcessor();
        await new AsyncRunner(seen).RunAsync(outer, ("x", new[] { 1, 2 }), ("n", 0), ("draft", "d"));
        RunStartEvent[] starts = [.. seen.Events.OfType<RunStartEvent>()];
        Assert.All(starts.Skip(1), s => Assert.Null(s.Outline));
        Assert.Equal(
            "outer(cells:Graph* chain(first:Function,second:Function),loop:Graph loop(step:Function~,again:Route~),fork:Graph fork(sign:IfElse,up:Function,down:Function),ask:Graph ask(approve:Interrupt,use:Function))",
            Text(starts[0].Outline!));
        Assert.Equal("outer", starts[0].GraphName);
        Assert.False(starts[0].IsMap);
    }

    [Fact]
    public void Outline_Of_a_map_Is_that_of_its_graph_and_on_the_map_only()
    {
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Map(Samples.Chain, [("x", new[] { 1, 2 })], "x");
        RunStartEvent[] starts = [.. seen.Events.OfType<RunStartEvent>()];
        Assert.Equal([2, null, null], starts.Select(s => s.MapSize));
        Assert.Equal("chain(first:Function,second:Function)", Text(starts[0].Outline!));
        Assert.All(starts.Skip(1), s => Assert.Null(s.Outline));
    }

    [Fact]
    public void Outline_Of_a_graph_without_a_name_Has_none()
    {
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Run(new Graph([Node.Create((int x) => x, "y", "only")]), ("x", 1));
        var start = (RunStartEvent)seen.Events[0];
        Assert.Null(start.GraphName);
        Assert.Null(start.Outline!.Name);
        Assert.Equal("only", Assert.Single(start.Outline.Nodes).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_Wanted_Are_on_node_events(bool asynchronous)
    {
        var graph = new Graph("g",
        [
            Node.Create((int x, string label = "none", CancellationToken token = default) => (x + 1, label.Length), ["sum", "size"], "two"),
            Node.Create((int sum) => { _ = sum; }, Array.Empty<string>(), "sink"),
            Node.IfElse((int size) => size > 0, "up", Node.End, "gate"),
            Node.Create((int sum) => new[] { sum, sum }, "list", "up"),
        ]);
        var wanting = new RecordingProcessor();
        var other = new RecordingProcessor { Wants = false };
        if (asynchronous)
        {
            await new AsyncRunner(other, wanting).RunAsync(graph, ("x", 1));
        }
        else
        {
            new SyncRunner(other, wanting).Run(graph, ("x", 1));
        }

        Assert.Equal(
            ["gate: size:4", "sink: sum:2", "two: label:'none' x:1", "up: sum:2"],
            wanting.Events.OfType<NodeStartEvent>().Select(e => $"{e.NodeName}: {EventSummary.Show(e.Inputs)}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["gate: ", "sink: ", "two: size:4 sum:2", "up: list:[2,2]"],
            wanting.Events.OfType<NodeEndEvent>().Select(e => $"{e.NodeName}: {EventSummary.Show(e.Outputs)}").Order(StringComparer.Ordinal));
        Assert.All(wanting.Events.OfType<NodeEndEvent>(), e => Assert.False(e.IsCached));
    }

    [Fact]
    public void Values_Of_a_loop_Are_those_of_each_round()
    {
        var loop = new Graph("loop",
        [
            Node.Create((int n) => n + 1, "n", "step"),
            Node.Route((int n) => n < 3 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
        ], new GraphOptions { Entrypoints = ["step"] });
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Run(loop, ("n", 0));
        Assert.Equal(["n:0", "n:1", "n:2"], seen.Events.OfType<NodeStartEvent>().Where(e => e.NodeName == "step").Select(e => EventSummary.Show(e.Inputs)));
        Assert.Equal(["n:1", "n:2", "n:3"], seen.Events.OfType<NodeEndEvent>().Where(e => e.NodeName == "step").Select(e => EventSummary.Show(e.Outputs)));
    }

    [Fact]
    public void Values_Wanted_by_nobody_Are_null()
    {
        var one = new RecordingProcessor { Wants = false };
        var two = new RecordingProcessor { Wants = false };
        new SyncRunner(one, two.Queued()).Run(Samples.Chain, ("x", 1));
        Assert.All(one.Events.OfType<NodeStartEvent>(), e => Assert.Null(e.Inputs));
        Assert.All(one.Events.OfType<NodeEndEvent>(), e => Assert.Null(e.Outputs));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_Inside_Bubbles_out_through_every_level(bool asynchronous)
    {
        var outer = new Graph("outer", [new Graph("middle", [Samples.Picky.AsNode()]).AsNode()]);
        var seen = new RecordingProcessor();
        InvalidOperationException thrown = asynchronous
            ? await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner(seen).RunAsync(outer, ("x", 3)))
            : Assert.Throws<InvalidOperationException>(() => new SyncRunner(seen).Run(outer, ("x", 3)));
        seen.Events.AssertWellFormed();
        Assert.Equal(
            ["run outer", "+middle", "run middle", "+picky", "run picky", "+check", "!check", "end picky Failed", "!picky", "end middle Failed", "!middle", "end outer Failed"],
            EventSummary.Short(seen.Events));
        Assert.All(seen.Events.OfType<NodeErrorEvent>(), e => Assert.Same(thrown, e.Error));
        Assert.All(seen.Events.OfType<NodeErrorEvent>(), e => Assert.Equal(("System.InvalidOperationException", "3 is odd"), (e.ErrorType, e.ErrorMessage)));
        Assert.All(seen.Events.OfType<RunEndEvent>(), e => Assert.Same(thrown, e.Error));
        Assert.All(seen.Events.OfType<RunEndEvent>(), e => Assert.Equal(("System.InvalidOperationException", "3 is odd"), (e.ErrorType, e.ErrorMessage)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failure_Of_a_mapped_item_Continued_over_Makes_the_map_partial(bool asynchronous)
    {
        var outer = new Graph("outer", [Samples.Picky.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);
        var seen = new RecordingProcessor();
        RunResult result = asynchronous
            ? await new AsyncRunner(seen).RunAsync(outer, [("x", new[] { 2, 3 })], new RunOptions { MaxConcurrency = 1 })
            : new SyncRunner(seen).Run(outer, ("x", new[] { 2, 3 }));
        Assert.Equal([2, null], result.Get<int?[]>("even"));
        seen.Events.AssertWellFormed();
        Assert.Equal(
            ["run outer", "+picky", "map picky(2)", "run picky", "+check", "-check", "end picky Completed", "run picky", "+check", "!check", "end picky Failed", "end picky Partial", "-picky", "end outer Completed"],
            EventSummary.Short(seen.Events));
    }

    [Fact]
    public async Task Pause_Inside_Bubbles_out_with_its_path()
    {
        var outer = new Graph("outer", [new Graph("middle", [Samples.Ask.AsNode("inner")]).AsNode().RenameOutput("answer", "reply")]);
        var seen = new RecordingProcessor();
        RunResult result = await new AsyncRunner(seen).RunAsync(outer, ("draft", "it"));
        Assert.Equal(RunStatus.Paused, result.Status);
        seen.Events.AssertWellFormed();
        Assert.Equal(
            [
                "run outer", "+middle", "run middle", "+inner", "run ask", "+approve",
                "interrupt approve", "end ask Paused", "interrupt inner/approve", "end middle Paused", "interrupt middle/inner/approve", "end outer Paused",
            ],
            EventSummary.Short(seen.Events));
        Assert.Equal(["answer", "answer", "reply"], seen.Events.OfType<InterruptEvent>().Select(e => e.ResponseParameter));
        Assert.All(seen.Events.OfType<InterruptEvent>(), e => Assert.Equal("send it?", e.Value));
        Assert.All(seen.Events.OfType<RunEndEvent>(), e => Assert.Null(e.Error));
    }

    [Fact]
    public async Task Pause_In_a_map_Closes_every_span()
    {
        var seen = new RecordingProcessor();
        var outer = new Graph("outer", [Samples.Ask.AsNode().MapOver("draft")]);
        RunResult result = await new AsyncRunner(seen).RunAsync(outer, ("draft", new[] { "a", "b", "c" }));
        Assert.Equal(RunStatus.Paused, result.Status);
        seen.Events.AssertWellFormed();
    }

    [Fact]
    public async Task Refused_Before_running_Emits_nothing()
    {
        var seen = new RecordingProcessor();
        var sync = new SyncRunner(seen);
        var asynchronous = new AsyncRunner(seen);
        Assert.Throws<MissingInputException>(() => sync.Run(Samples.Chain));
        Assert.Throws<InvalidInputException>(() => sync.Run(Samples.Chain, ("x", "text")));
        Assert.Throws<InvalidInputException>(() => sync.Run(Samples.Chain, ("x", 1), ("nobody", 2)));
        Assert.Throws<IncompatibleRunnerException>(() => sync.Run(Samples.Ask, ("draft", "d")));
        Assert.Throws<InvalidInputException>(() => sync.Map(Samples.Chain, [("x", 5)], "x"));
        await Assert.ThrowsAsync<MissingInputException>(() => asynchronous.RunAsync(Samples.Chain));
        var two = new Graph("two", [Node.Create((int a, int b) => a + b, "c", "add")]);
        Assert.Throws<InvalidInputException>(() => sync.Map(two, [("a", new[] { 1, 2 }), ("b", new[] { 1 })], new[] { "a", "b" }));
        await Assert.ThrowsAsync<InvalidInputException>(() => asynchronous.MapAsync(two, [("a", new[] { 1, 2 }), ("b", new[] { 1 })], new[] { "a", "b" }));
        Assert.Empty(seen.Events);
    }

    [Fact]
    public async Task Map_Over_nothing_Emits_nothing_of_its_own()
    {
        var seen = new RecordingProcessor();
        Assert.Equal(RunStatus.Completed, new SyncRunner(seen).Map(Samples.Chain, [("x", Array.Empty<int>())], "x").Status);
        Assert.Empty(await new AsyncRunner(seen).MapAsync(Samples.Chain, [("x", Array.Empty<int>())], "x"));
        Assert.Empty(seen.Events);
        var outer = new Graph("outer", [Samples.Chain.AsNode().MapOver("x")]);
        RunResult result = await new AsyncRunner(seen).RunAsync(outer, ("x", Array.Empty<int>()));
        Assert.Empty(result.Get<int[]>("z"));
        Assert.Equal(["run outer", "+chain", "-chain", "end outer Completed"], EventSummary.Short(seen.Events));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_Anywhere_Leaves_every_span_closed(bool asynchronous)
    {
        for (int at = 1; at <= 9; at++)
        {
            using var source = new CancellationTokenSource();
            int calls = 0;
            int Count(int x)
            {
                if (Interlocked.Increment(ref calls) == at)
                {
                    source.Cancel();
                }

                return x;
            }

            Graph inner = new("inner", [Node.Create((int x) => Count(x), "y", "a"), Node.Create((int y, CancellationToken token) => { token.ThrowIfCancellationRequested(); return Count(y); }, "z", "b")]);
            Graph outer = new("outer", [inner.AsNode().MapOver("x"), Node.Create((int[] z) => Count(z.Length), "n", "total"), Node.Create((int n) => n, "m", "last")]);
            var seen = new RecordingProcessor();
            object Call() => new SyncRunner(seen).Run(outer, [("x", new[] { 1, 2, 3, 4 })], new RunOptions { ErrorHandling = ErrorHandling.Continue }, source.Token);
            Task CallAsync() => new AsyncRunner(seen).RunAsync(outer, [("x", new[] { 1, 2, 3, 4 })], new RunOptions { ErrorHandling = ErrorHandling.Continue }, source.Token);
            if (asynchronous)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(CallAsync);
            }
            else
            {
                Assert.ThrowsAny<OperationCanceledException>(Call);
            }

            seen.Events.AssertWellFormed();
            Assert.Equal(RunStatus.Stopped, ((RunEndEvent)seen.Events[^1]).Status);
            Assert.Equal(1, seen.Shutdowns);
        }
    }

    [Fact]
    public async Task Cancellation_From_inside_on_event_Closes_what_waits_for_the_token()
    {
        using var source = new CancellationTokenSource();
        var waits = new TaskCompletionSource();
        var inner = new Graph("inner",
        [
            Node.Create(async (int x, CancellationToken token) => { waits.TrySetResult(); await Task.Delay(Timeout.InfiniteTimeSpan, token); return x; }, "y", "waits"),
            Node.Create(async (int x) => { await waits.Task; return x; }, "z", "ends"),
        ]);
        var outer = new Graph("outer", [inner.AsNode().MapOver("x"), Node.IfElse((int[] z) => z.Length > 0, Node.End, "never", "gate"), Node.Create((int[] z) => 1, "n", "never")]);
        var cancelling = new RecordingProcessor(e =>
        {
            if (e is NodeEndEvent { NodeName: "ends" })
            {
                source.Cancel();
            }
        });
        var seen = new RecordingProcessor();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new AsyncRunner(cancelling, seen).RunAsync(outer, [("x", new[] { 1, 2, 3 })], new RunOptions(), source.Token));
        seen.Events.AssertWellFormed();
        Assert.Equal(cancelling.Events, seen.Events, ReferenceEqualityComparer.Instance);
        Assert.Equal((1, 1, 0, 0), (cancelling.Shutdowns, seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
    }

    [Fact]
    public async Task Cancellation_Before_the_call_Starts_no_node()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var seen = new RecordingProcessor();
        Assert.ThrowsAny<OperationCanceledException>(() => new SyncRunner(seen).Run(Samples.Chain, [("x", 1)], new RunOptions(), source.Token));
        Assert.Equal(["run chain", "end chain Stopped"], EventSummary.Short(seen.Events));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AsyncRunner(seen).RunAsync(Samples.Fork, [("x", 1)], new RunOptions(), source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AsyncRunner(seen).MapAsync(Samples.Chain, [("x", new[] { 1, 2 })], "x", cancellationToken: source.Token));
        Assert.All(EventContract.SplitByRoot(seen.Events), EventAssertions.AssertWellFormed);
        Assert.Empty(seen.Events.OfType<NodeStartEvent>());
    }

    private static string Text(GraphOutline outline) => $"{outline.Name}({string.Join(',', outline.Nodes.Select(n =>
        $"{n.Name}:{n.Kind}{(n.IsMapped ? "*" : string.Empty)}{(n.IsInLoop ? "~" : string.Empty)}{(n.Graph is null ? string.Empty : " " + Text(n.Graph))}"))})";

    private sealed class BackwardsClock : TimeProvider
    {
        private DateTimeOffset _now = Noon;

        public override DateTimeOffset GetUtcNow() => _now -= TimeSpan.FromHours(1);
    }
}
