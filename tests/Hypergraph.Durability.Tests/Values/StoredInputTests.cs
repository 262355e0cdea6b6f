using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Durability.Tests;

/// <summary>The inputs of calls, and what the library itself stores with them.</summary>
public sealed partial class StoredInputTests
{
    [Fact]
    public async Task Resuming_With_an_input_of_another_type_Names_the_input()
    {
        var graph = new Graph("numbers", [Node.Create((int x) => x, "y")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        await runner.RunAsync(graph, [("x", 1)], Stored.Run("r"));

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => runner.RunAsync(graph, [("x", 1L)], Stored.Run("r")));
        InvalidInputException ofNull = await Assert.ThrowsAsync<InvalidInputException>(() => runner.RunAsync(graph, [("x", null)], Stored.Run("r")));

        Assert.Equal(
            ("x", "Graph 'numbers': input 'x' accepts System.Int32, but a value of type System.Int64 was supplied. Supply a value of that type."), (error.Input, error.Message));
        Assert.Equal("Graph 'numbers': input 'x' accepts System.Int32, but null was supplied. Supply a value of that type.", ofNull.Message);
    }

    [Fact]
    public async Task Resuming_a_map_With_items_of_another_type_Names_the_input()
    {
        var graph = new Graph("numbers", [Node.Create((int x) => x, "y")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        await runner.MapAsync(graph, [("x", new[] { 1 })], "x", Stored.Map("r"));

        InvalidInputException ofItem = await Assert.ThrowsAnyAsync<InvalidInputException>(() => runner.MapAsync(graph, [("x", new[] { "1" })], "x", Stored.Map("r")));
        InvalidInputException ofCollection = await Assert.ThrowsAnyAsync<InvalidInputException>(() => runner.MapAsync(graph, [("x", 1)], "x", Stored.Map("r")));

        Assert.Equal(("x", "x"), (ofItem.Input, ofCollection.Input));
    }

    [Fact]
    public async Task Number_That_a_run_accepts_as_another_type_Is_stored_as_that_type()
    {
        var inner = new Graph("inner", [Node.Create((long item) => item, "same")]);
        var graph = new Graph("numbers", [inner.AsNode().RenameInput("item", "items").MapOver("items"), Node.Create((long x, double? rate, long[] same, int c) => (x * rate) + same.Sum() + c, "y")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        GraphInputs inputs = [("x", 2), ("rate", 1.5f), ("items", new[] { 1, 2 }), ("c", 'a')];
        RunResult first = await runner.RunAsync(graph, inputs, Stored.Run("r"));

        RunResult again = await runner.RunAsync(graph, inputs, Stored.Run("r"));

        Assert.Equal((103.0, 103.0), (first.Get<double?>("y"), again.Get<double?>("y")));
    }

    [Fact]
    public async Task Limit_of_a_value_Applies_to_each_item_of_a_map()
    {
        var graph = new Graph("paths", [Node.Create((string path) => path.Length, "length")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore(new RunStoreOptions { MaxValueBytes = 100 }) };
        string[] paths = [.. Enumerable.Range(0, 20).Select(i => $"a path of about thirty bytes/{i}")];

        MapResult result = await runner.MapAsync(graph, [("path", paths)], "path", Stored.Map("r"));
        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(() => runner.MapAsync(graph, [("path", (string[])["short", new string('x', 99)])], "path", Stored.Map("s")));

        Assert.True(result.IsCompleted);
        Assert.StartsWith("The store cannot keep item 1 of 'path' of the inputs: it has 102 bytes, more than the 100 of RunStoreOptions.MaxValueBytes.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_generated_context_Needs_only_the_types_of_the_graph()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { JsonOptions = new JsonSerializerOptions { TypeInfoResolver = PageContext.Default } });
        var runner = new AsyncRunner { Store = store };
        var review = new Graph("review", [Node.Create((Page page) => page, "read"), Node.Interrupt<Page>((Page read) => read, "answer", "ask"), Node.Create((Page answer) => answer, "last")]);
        var read = new Graph("read", [Node.Create((Page page) => page, "read")]);
        var nested = new Graph("nested", [read.AsNode().RenameInput("page", "pages").MapOver("pages")]);
        var untyped = new Graph("untyped", [Node.Create((string text) => (object)new List<int> { text.Length }, "value")]);

        RunResult paused = await runner.RunAsync(review, [("page", new Page("a"))], Stored.Run("review"));
        RunResult answered = await runner.AnswerAsync(review, "review", "answer", new Page("b"), cancellationToken: TestContext.Current.CancellationToken);
        await runner.MapAsync(read, [("page", new[] { new Page("c") })], "page", Stored.Map("map"));
        MapResult map = await runner.MapAsync(read, default, "page", Stored.Map("map"));
        RunResult inner = await runner.RunAsync(nested, [("pages", new[] { new Page("d") })], Stored.Run("nested"));
        await runner.RunAsync(untyped, [("text", "abc")], Stored.Run("untyped"));
        RunResult value = await runner.RunAsync(untyped, default, Stored.Run("untyped"));

        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(new Page("b"), answered.Get<Page>("last"));
        Assert.Equal(new Page("c"), map[0].Get<Page>("read"));
        Assert.True(inner.IsCompleted);
        Assert.Equal([3], Assert.IsType<List<int>>(value["value"]));
    }

    public sealed record Page(string Text);

    [JsonSerializable(typeof(Page))]
    [JsonSerializable(typeof(IEnumerable<Page>))]
    private sealed partial class PageContext : JsonSerializerContext;
}
