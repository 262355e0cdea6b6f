namespace Hypergraph.Testing.Tests;

public sealed class EventAssertionTests
{
    private static readonly IReadOnlyList<Event> Events = Record(Graphs.Chain);

    [Fact]
    public void AssertExactly_Accepts_all_events_in_order() => Events.AssertExactly(
        "RunStart chain", "NodeStart first", "NodeEnd first", "NodeStart second", EventPattern.Of<NodeEndEvent>(e => e.Outputs!["z"] is 12, "z is 12"), "RunEnd chain Completed");

    [Fact]
    public void AssertExactly_Reports_the_first_difference() => Rejects(
        () => Events.AssertExactly("RunStart chain", "NodeStart first", EventPattern.Of<NodeErrorEvent>(_ => true, "any error"), "RunEnd"),
        """
        Event 3 differs.
        Expected:
            RunStart chain
            NodeStart first
          > NodeError with any error
            RunEnd
        Actual:
            RunStart chain
            NodeStart first
          > NodeEnd first
            NodeStart second
            NodeEnd second
            RunEnd chain Completed
        """);

    [Fact]
    public void AssertExactly_Reports_events_that_follow() => Rejects(
        () => Events.Take(2).AssertExactly("RunStart chain"),
        """
        The events continue after the 1 expected ones.
        Expected:
            RunStart chain
          > (end)
        Actual:
            RunStart chain
          > NodeStart first
        """);

    [Fact]
    public void AssertExactly_Reports_events_that_are_missing() => Rejects(
        () => Events.Take(1).AssertExactly("RunStart chain", "RunEnd chain"),
        """
        The events end after 1 of the 2 expected ones.
        Expected:
            RunStart chain
          > RunEnd chain
        Actual:
            RunStart chain
          > (end)
        """);

    [Fact]
    public void AssertExactly_Shows_the_lines_around_the_difference()
    {
        IReadOnlyList<Event> many = Record(new Graph("many", [.. Enumerable.Range(0, 50).Select(i => Node.Create(() => i, output: $"o{i}", name: $"n{i}"))]));
        EventPattern[] expected = [.. EventText.Of(many)];
        expected[50] = "NodeStart other";
        string message = Assert.Throws<EventAssertionException>(() => many.AssertExactly(expected)).Message;
        string[] lines = message.Split('\n');
        Assert.Equal(1 + (2 * (1 + 41 + 2)), lines.Length);
        Assert.Equal("    … 30 more", lines[2]);
        Assert.Equal("  > NodeStart other", lines[23]);
        Assert.Equal("    … 31 more", lines[44]);
    }

    [Fact]
    public void AssertInOrder_Skips_other_events() => Events.AssertInOrder("NodeEnd first", "NodeStart second", "RunEnd");

    [Fact]
    public void AssertInOrder_Reports_the_first_event_that_does_not_follow() => Rejects(
        () => Events.AssertInOrder("RunStart", "NodeEnd second", "NodeStart first"),
        """
        'NodeStart first' does not occur after 'NodeEnd second'.
        Expected:
            RunStart
            NodeEnd second
          > NodeStart first
        Actual:
            RunStart chain
            NodeStart first
            NodeEnd first
            NodeStart second
            NodeEnd second
          > RunEnd chain Completed
        """);

    [Fact]
    public void AssertInOrder_Uses_an_event_once() =>
        Assert.StartsWith("'NodeEnd second' does not occur after 'NodeEnd second'.", Assert.Throws<EventAssertionException>(() => Events.AssertInOrder("NodeEnd second", "NodeEnd second")).Message, StringComparison.Ordinal);

    [Fact]
    public void AssertContains_Returns_the_event() =>
        Assert.Equal(6, Assert.IsType<NodeEndEvent>(Events.AssertContains("NodeEnd first")).Outputs!["y"]);

    [Fact]
    public void AssertContains_Reports_an_event_that_does_not_occur() => Rejects(
        () => Events.Take(1).AssertContains("NodeError"),
        """
        'NodeError' does not occur.
        Expected:
          > NodeError
        Actual:
            RunStart chain
        """);

    [Fact]
    public void AssertNone_Reports_an_event_that_occurs()
    {
        Events.AssertNone("NodeError");
        Rejects(
            () => Events.Take(2).AssertNone("NodeStart"),
            """
            'NodeStart' occurs, but is not expected.
            Actual:
                RunStart chain
              > NodeStart first
            """);
    }

    [Fact]
    public void AssertWellFormed_Reports_the_violation_and_its_event()
    {
        Events.AssertWellFormed();
        Rejects(
            () => Events.Where((_, i) => i is not 2).AssertWellFormed(),
            """
            Event 5 (RunEnd chain Completed): it ends before its children.
            Actual:
                RunStart chain
                NodeStart first
                NodeStart second
                NodeEnd second
              > RunEnd chain Completed
            """);
        Rejects(
            () => Events.Take(3).AssertWellFormed(),
            """
            These have no end: RunStart chain.
            Actual:
                RunStart chain
                NodeStart first
                NodeEnd first
              > (end)
            """);
    }

    [Fact]
    public void SplitByRoot_Separates_calls()
    {
        var recorder = new EventRecorder();
        var runner = new SyncRunner(recorder);
        runner.Run(Graphs.Chain, ("x", 1));
        runner.Run(Graphs.Sum, new { lines = new[] { "1" } });

        Assert.Equal(["RunStart chain", "RunStart sum"], EventContract.SplitByRoot(recorder.Events).Select(events => EventText.Of(events[0])));
        Assert.All(EventContract.SplitByRoot(recorder.Events), EventAssertions.AssertWellFormed);
        Assert.Equal(
            "The parent of 'NodeStart first' did not start. (Parameter 'events')",
            Assert.Throws<ArgumentException>(() => EventContract.SplitByRoot(recorder.Events.Skip(1))).Message);
    }

    [Theory]
    [InlineData("NodeEnd", true)]
    [InlineData("NodeEnd rows/parse", true)]
    [InlineData("NodeEnd rows/parse [0.1]", true)]
    [InlineData("NodeEnd rows/parse [0.1] cached", true)]
    [InlineData("NodeEnd rows/parse [0.1] stopped", false)]
    [InlineData("NodeEnd rows/par", false)]
    [InlineData("NodeEnd rows", false)]
    public void Pattern_Matches_whole_words(string pattern, bool isMatch) => Assert.Equal(
        isMatch,
        EventPattern.FromString(pattern).IsMatch((NodeEndEvent)Events[2] with { NodeName = "parse", NodePath = "rows/parse", ItemPath = [0, 1], IsCached = true }));

    [Fact]
    public void Pattern_Matches_the_first_of_several_targets() => Record(new Graph("route",
    [
        Node.Route(() => new[] { "left", "right" }, ["left", "right"], new RouteOptions { Name = "next", AllowMultiple = true }),
        Node.Create(() => { }, name: "left"),
        Node.Create(() => { }, name: "right"),
    ])).AssertInOrder("RouteDecision next left", "NodeEnd left");

    private static void Rejects(Action assertion, string message) =>
        Assert.Equal(message, Assert.Throws<EventAssertionException>(assertion).Message);

    private static IReadOnlyList<Event> Record(Graph graph)
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(graph, graph.Inputs.Count == 0 ? [] : [("x", 5)]);
        return recorder.Events;
    }

    [Fact]
    public void Pattern_Of_an_unknown_type_of_event_Is_rejected()
    {
        Assert.Equal(
            "'NodeBegin add' does not begin with a type of event. Types: RunStart, RunEnd, NodeStart, NodeEnd, NodeError, NodeAttemptStart, NodeAttemptEnd, NodeProgress, StreamingChunk, RouteDecision, Interrupt, CacheHit, StopRequested, RunResumed, RunStoreError. (Parameter 'text')",
            Assert.Throws<ArgumentException>(() => Array.Empty<Event>().AssertNone("NodeBegin add")).Message);
        Assert.Throws<ArgumentException>(() => EventPattern.FromString("Node"));
    }

    [Fact]
    public void Patterns_Begin_with_every_type_of_event() => Assert.All(
        typeof(Event).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract),
        type => Assert.Equal(type.Name, $"{EventPattern.FromString(type.Name[..^"Event".Length])}Event"));

    [Fact]
    public void AssertWellFormed_Accepts_the_events_of_a_map_without_items()
    {
        var events = new EventRecorder();
        new SyncRunner(events).Map(new Graph([Node.Create((int x) => x, "y")]), new { x = Array.Empty<int>() }, "x");
        Assert.Empty(events.Events);
        events.Events.AssertWellFormed();
    }
}
