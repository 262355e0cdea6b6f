using System.Collections;

namespace Hypergraph.Tests.Events;

/// <summary>Pairs in every outcome, also where users' code throws in places that are easily forgotten.</summary>
public sealed class HostileCodeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Equals_Of_a_loops_value_throws_Every_span_is_closed(bool asynchronous)
    {
        var loop = new Graph("loop",
        [
            Node.Create((Touchy value) => new Touchy(value.Number + 1), "value", "step"),
            Node.Route((Touchy value) => value.Number < 3 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
        ], new GraphOptions { Entrypoints = ["step"] });
        var seen = new RecordingProcessor();
        await CallAsync(asynchronous, loop, ("value", new Touchy(0)), seen);
        seen.Events.AssertWellFormed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_Of_a_nodes_exception_throws_Every_span_is_closed(bool asynchronous)
    {
        var graph = new Graph("g", [Node.Create(int (int x) => throw new SpeechlessException(), "y", "a")]);
        var seen = new RecordingProcessor();
        Exception thrown = await CallAsync(asynchronous, graph, ("x", 1), seen);
        Assert.IsType<SpeechlessException>(thrown);
        seen.Events.AssertWellFormed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Indexer_Of_a_mapped_list_throws_Every_span_is_closed(bool asynchronous)
    {
        var inner = new Graph("outer", [Samples.Chain.AsNode().MapOver("x")]);
        var seen = new RecordingProcessor();
        Exception thrown = await CallAsync(asynchronous, inner, ("x", new BrokenList()), seen);
        Assert.Equal("item 1 cannot be read", thrown.Message);
        seen.Events.AssertWellFormed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Indexer_Of_a_top_level_maps_list_throws_Every_span_is_closed(bool asynchronous)
    {
        var seen = new RecordingProcessor();
        Exception? thrown = asynchronous
            ? await Record.ExceptionAsync(() => new AsyncRunner(seen).MapAsync(Samples.Chain, [("x", new BrokenList())], "x", new MapOptions { MaxConcurrency = 1 }))
            : Record.Exception(() => new SyncRunner(seen).Map(Samples.Chain, [("x", new BrokenList())], "x"));
        Assert.Equal("item 1 cannot be read", thrown?.Message);
        Assert.Equal(1, seen.Shutdowns);
        seen.Events.AssertWellFormed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Targets_Of_a_route_throw_while_read_Every_span_is_closed(bool asynchronous)
    {
        static IEnumerable<string> Choose(int x)
        {
            yield return "a";
            throw new InvalidOperationException("cannot choose");
        }

        var graph = new Graph("g",
        [
            Node.Route(Choose, ["a", "b"], new RouteOptions { AllowMultiple = true }),
            Node.Create((int x) => x, "ra", "a"),
            Node.Create((int x) => x, "rb", "b"),
        ]);
        var seen = new RecordingProcessor();
        Exception thrown = await CallAsync(asynchronous, graph, ("x", 1), seen);
        Assert.Equal("cannot choose", thrown.Message);
        seen.Events.AssertWellFormed();
        Assert.Equal(["run g", "+Choose", "!Choose", "end g Failed"], EventSummary.Short(seen.Events));
    }

    private static async Task<Exception> CallAsync(bool asynchronous, Graph graph, (string Name, object? Value) value, RecordingProcessor seen)
    {
        // Not by Record.Exception, which reads the message of what it records.
        try
        {
            _ = asynchronous
                ? await new AsyncRunner(seen).RunAsync(graph, [value], new RunOptions { MaxConcurrency = 1 })
                : new SyncRunner(seen).Run(graph, value);
        }
        catch (Exception thrown)
        {
            Assert.Equal(1, seen.Shutdowns);
            return thrown;
        }

        throw new InvalidOperationException("The call threw nothing.");
    }

    private sealed class Touchy(int number)
    {
        public int Number => number;

        public override bool Equals(object? obj) => ((object?)null)!.Equals(Number);

        public override int GetHashCode() => 0;
    }

    private sealed class SpeechlessException : Exception
    {
        public override string Message => throw new NotSupportedException("no message");
    }

    private sealed class BrokenList : IReadOnlyList<int>
    {
        public int Count => 3;

        public int this[int index] => index == 1 ? throw new InvalidOperationException("item 1 cannot be read") : index;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, 3).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
