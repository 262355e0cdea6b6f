using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

/// <summary>What a map over a stream is refused for when it is called: whole messages, nothing read, no event.</summary>
public class StreamMapRefusalTests
{
    private static Graph Rag { get; } = new("rag",
    [
        Node.Create((string query, int topK = 5) => $"{query}{topK}", output: "docs"),
        Node.Create((string docs, int length) => docs[..length], output: "answer"),
    ]);

    private static void Refuses<TError, TItem>(string message, string over, object values)
        where TError : Exception
    {
        var seen = new RecordingProcessor();
        var source = new Source<TItem>([]);
        TError error = Assert.Throws<TError>(() => new AsyncRunner(seen).MapStreamAsync(Rag, values, over, source));
        Assert.Equal(message, error.Message);
        Assert.Equal((0, 0, 0), (source.Opened, seen.Events.Count, seen.Shutdowns));
    }

    [Fact]
    public void MapAsync_Unknown_input_to_map_over() => Refuses<InvalidInputException, string>(
        "Graph 'rag' has no input 'qury'. Did you mean 'query'? Inputs: 'query', 'topK', 'length'.", "qury", new { length = 1 });

    [Fact]
    public void MapAsync_Output_to_map_over() => Refuses<InvalidInputException, string>(
        "Graph 'rag': 'docs' is not one of its inputs: node 'docs' produces it. To start after that node, use WithEntrypoint. Inputs: 'query', 'topK', 'length'.",
        "docs",
        new { length = 1 });

    [Fact]
    public void MapAsync_Stream_of_another_type()
    {
        Refuses<InvalidInputException, int>(
            "Graph 'rag': 'query' is mapped over, so it accepts a stream of string, but a stream of int was supplied. Supply a stream of that type.", "query", new { length = 1 });
        Refuses<InvalidInputException, int?>(
            "Graph 'rag': 'length' is mapped over, so it accepts a stream of int, but a stream of int? was supplied. Supply a stream of that type.", "length", new { query = "q" });
        Refuses<InvalidInputException, object>(
            "Graph 'rag': 'query' is mapped over, so it accepts a stream of string, but a stream of object was supplied. Supply a stream of that type.", "query", new { length = 1 });
    }

    [Fact]
    public void MapAsync_Mapped_input_given_too() => Refuses<InvalidInputException, string>(
        "Graph 'rag': 'query' is mapped over, so the stream supplies it, but the call also supplies a value for it. Remove that value.", "query", new { query = "q", length = 1 });

    [Fact]
    public void MapAsync_Missing_input() => Refuses<MissingInputException, string>(
        "Graph 'rag' needs an input that is not supplied: length: int. Supply it with the call, or Bind it.", "query", new { });

    [Fact]
    public void MapAsync_Value_of_another_type() => Refuses<InvalidInputException, string>(
        "Graph 'rag': input 'length' accepts int, but a value of type string was supplied. Supply a value of that type.", "query", new { length = "1" });

    [Fact]
    public void MapAsync_Unknown_value() => Refuses<InvalidInputException, string>(
        "Graph 'rag' has no input 'topk'. Did you mean 'topK'? Inputs: 'query', 'topK', 'length'.", "query", new { length = 1, topk = 2 });

    [Fact]
    public void MapStreamAsync_Null()
    {
        var runner = new AsyncRunner();
        var source = new Source<string>([]);
        Assert.Throws<ArgumentNullException>("graph", () => runner.MapStreamAsync(null!, "query", source));
        Assert.Throws<ArgumentNullException>("items", () => runner.MapStreamAsync<string>(Rag, "query", null!));
        Assert.Throws<ArgumentNullException>("over", () => runner.MapStreamAsync(Rag, null!, source));
    }

    [Fact]
    public void MaxBuffered_Less_than_one_Is_refused()
    {
        Assert.Null(new MapStreamOptions { MaxBuffered = null }.MaxBuffered);
        Assert.Equal(1, new MapStreamOptions { MaxBuffered = 1 }.MaxBuffered);
        Assert.StartsWith(
            "MaxBuffered is at least 1, or null for what suits the machine.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MapStreamOptions { MaxBuffered = 0 }).Message);
    }
}
