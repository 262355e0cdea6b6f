using System.Text.Json.Serialization;

namespace Hypergraph.Durability.Tests;

public sealed partial class ValueTests
{
    [Fact]
    public async Task Type_That_cannot_be_stored_Is_refused_before_the_run_starts()
    {
        int calls = 0;
        var graph = new Graph("files", [Node.Create((string path) => { calls++; return (Stream)new MemoryStream(); }, "content")]);

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(
            () => new AsyncRunner { Store = new InMemoryRunStore() }.RunAsync(graph, [("path", "a")], Stored.Run("r")));

        Assert.Equal(
            "A store cannot keep 'content' of node 'content' in graph 'files': its type is System.IO.Stream, and it has no meaning in another process. Use a type that System.Text.Json can write and read, or set RunStoreOptions.JsonOptions.",
            error.Message);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Bound_value_May_have_any_type()
    {
        using var source = new MemoryStream([1, 2, 3]);
        Graph graph = new Graph("lengths", [Node.Create((Stream content, int n) => content.Length + n, "length")]).Bind(("content", source));
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };

        await runner.RunAsync(graph, [("n", 1)], Stored.Run("r"));

        Assert.Equal(4L, (await runner.RunAsync(graph, default, Stored.Run("r")))["length"]);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a\0b")]
    [InlineData("half \ud83d pair")]
    public async Task Id_That_no_database_can_store_Is_refused(string id)
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            () => new AsyncRunner { Store = new InMemoryRunStore() }.RunAsync(DurableCases.Of("chain").Graph(new ExecutionLog()), [("x", 1)], Stored.Run(id)));

        Assert.StartsWith("The WorkflowId of a durable call is blank, or has a null character or half a surrogate pair. Use another id.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_That_is_too_large_Fails_its_node()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { MaxValueBytes = 100 });
        var graph = new Graph("texts", [Node.Create((int n) => new string('x', n), "text")]);

        RunResult result = await new AsyncRunner { Store = store }.RunAsync(graph, [("n", 99)], Stored.Run("r", ErrorHandling.Continue));

        Assert.Equal("text", result.Failure!.NodePath);
        Assert.Equal(
            "The store cannot keep 'text' of 'text': it has 101 bytes, more than the 100 of RunStoreOptions.MaxValueBytes. Return where the value is, such as a path, or raise the limit.",
            result.Error!.Message);
    }

    [Fact]
    public async Task Large_value_Is_stored_once_And_restored()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { LargeValueBytes = 100 });
        var graph = new Graph("texts", [Node.Create((int n) => new string('x', n), "text"), Node.Create((string text) => text, "copy"), Node.Create((string copy) => copy.Length, "length")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, [("n", 1000)], Stored.Run("r"));

        RunResult again = await new AsyncRunner { Store = store }.RunAsync(graph, default, Stored.Run("r"));
        RunDetails details = await store.InspectAsync("r", includeValues: true, TestContext.Current.CancellationToken);

        Assert.Equal((1000, 1000), (again.Get<string>("copy").Length, again.Get<int>("length")));
        Assert.Equal(details.Executions[0].Values!["text"], details.Executions[1].Values!["copy"]);
        Assert.Equal(66, details.Executions[0].Values!["text"].Length);
    }

    [Fact]
    public async Task Values_of_type_object_Keep_their_types()
    {
        object?[] values = [1, 2L, 3.5, 4m, "text", true, null, 'c', Guid.Empty, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromSeconds(1), new[] { 1, 2 }, new List<object?> { 1, "a", null }, new Dictionary<string, object?> { ["k"] = 1L }];
        var store = new InMemoryRunStore();
        int index = 0;
        var graph = new Graph("objects", [Node.Create((int n) => values[index++], "value")]);
        var runner = new AsyncRunner { Store = store };
        await runner.MapAsync(graph, [("n", Enumerable.Range(0, values.Length))], "n", new MapOptions { WorkflowId = "r", MaxConcurrency = 1 });

        MapResult again = await runner.MapAsync(graph, default, "n", Stored.Map("r"));

        Assert.Equal(values.Select(v => v?.GetType()), again.Select(item => item.Get<object?>("value")?.GetType()));
        Assert.Equal(values, again.Select(item => item.Get<object?>("value")));
    }

    [Fact]
    public async Task Value_of_type_object_With_another_type_Fails_its_node()
    {
        var graph = new Graph("objects", [Node.Create((int n) => (object)new Version(1, n), "value")]);

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(
            () => new AsyncRunner { Store = new InMemoryRunStore() }.RunAsync(graph, [("n", 1)], Stored.Run("r")));

        Assert.Contains("A value of type System.Version is declared as object, so that its type would be lost. Declare the output as Version.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_generated_context_Is_accepted()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { JsonOptions = PointContext.Default.Options });
        var graph = new Graph("points", [Node.Create((int x) => new Point(x, 2), "point"), Node.Create((Point point) => point.X + point.Y, "sum")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, [("x", 1)], Stored.Run("r"));

        RunResult again = await new AsyncRunner { Store = store }.RunAsync(graph, default, Stored.Run("r"));

        Assert.Equal(new Point(1, 2), again.Get<Point>("point"));
    }

    [Fact]
    public async Task Transform_Changes_all_values_And_restores_them()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Transform = new Reversal(), LargeValueBytes = 100 });
        var graph = new Graph("secrets", [Node.Create((string level) => level + level, "text"), Node.Create((string text) => new string('z', 200), "large")]);
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(graph, [("level", "ab")], Stored.Run("r"));

        RunResult again = await runner.RunAsync(graph, default, Stored.Run("r"));
        StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;

        Assert.Equal(("abab", 200), (again.Get<string>("text"), again.Get<string>("large").Length));
        Assert.Equal("}\"ba\":\"level\"{", System.Text.Encoding.UTF8.GetString(run.Inputs.Span));
    }

    public sealed record Point(int X, int Y);

    [JsonSerializable(typeof(Point))]
    [JsonSerializable(typeof(int))]
    [JsonSerializable(typeof(string))]
    private sealed partial class PointContext : JsonSerializerContext;

    private sealed class Reversal : RunValueTransform
    {
        public override byte[] Encode(ReadOnlySpan<byte> value)
        {
            byte[] bytes = value.ToArray();
            Array.Reverse(bytes);
            return bytes;
        }

        public override byte[] Decode(ReadOnlySpan<byte> stored) => Encode(stored);
    }
}
