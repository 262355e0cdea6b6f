using System.Net.Sockets;
using System.Text.Json;

namespace Hypergraph.Durability.Tests;

/// <summary>A value that would come back as another value, or that the serializer cannot write, fails its node with a message that names both.</summary>
public sealed class StoredValueTests
{
    [Fact]
    public async Task Value_Of_a_derived_type_Fails_its_node()
    {
        RunStoreException error = await FailureAsync(new Graph("animals", [Node.Create((int x) => (Animal)new Dog { Name = "Rex", Age = x }, "animal").WithName("make")]));

        string names = typeof(StoredValueTests).ToString();
        Assert.Equal(
            $"The store cannot keep 'animal' of 'make': it is declared as {names}+Animal, but is a value of type {names}+Dog, which would be lost. Declare it as {names}+Dog, or add [JsonDerivedType(typeof(Dog), \"Dog\")] to {names}+Animal.",
            error.Message);
    }

    [Fact]
    public async Task Item_Of_a_derived_type_Is_refused_before_the_map_starts()
    {
        int calls = 0;
        var graph = new Graph("animals", [Node.Create((Animal animal) => ++calls, "count")]);

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(
            () => new AsyncRunner { Store = new InMemoryRunStore() }.MapAsync(graph, [("animal", new[] { new Animal(), new Dog() })], "animal", Stored.Map("r")));

        Assert.StartsWith("The store cannot keep item 1 of 'animal' of the inputs: it is declared as ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Sequence_That_can_be_read_once_Is_not_read_by_the_store()
    {
        int read = 0;
        RunStoreException error = await FailureAsync(new Graph("sequences", [Node.Create((int x) => Numbers(), "numbers").WithName("make")]));

        Assert.Equal("The store cannot keep 'numbers' of 'make': it is a sequence, which may be read only once. Use a list or an array.", error.Message);
        Assert.Equal(0, read);

        IEnumerable<int> Numbers()
        {
            read++;
            yield return 1;
        }
    }

    [Fact]
    public async Task Collections_Of_an_output_that_is_a_sequence_Are_stored()
    {
        IEnumerable<int>[] collections = [new List<int> { 1 }, new[] { 1 }, new HashSet<int> { 1 }, new SortedSet<int> { 1 }, new Queue<int>([1]), new ReadOnly()];
        int index = 0;
        var graph = new Graph("collections", [Node.Create((int x) => collections[index++], "numbers")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        await runner.MapAsync(graph, [("x", Enumerable.Range(0, collections.Length))], "x", new MapOptions { WorkflowId = "r", MaxConcurrency = 1 });

        MapResult again = await runner.MapAsync(graph, default, "x", Stored.Map("r"));

        Assert.All(again, item => Assert.Equal([1], item.Get<IEnumerable<int>>("numbers")));
    }

    [Fact]
    public async Task Property_That_throws_Fails_its_node_with_the_name_of_the_value()
    {
        RunStoreException error = await FailureAsync(new Graph("hosts", [Node.Create((int x) => new Machine(), "host").WithName("make")]));

        Assert.StartsWith("The store cannot keep 'host' of 'make': No such host. Return a value that ", error.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(error.InnerException, exactMatch: false);
    }

    [Fact]
    public async Task Property_That_throws_when_it_is_set_Fails_with_the_name_of_the_record()
    {
        var store = new InMemoryRunStore();
        var graph = new Graph("hosts", [Node.Create((int x) => new Strict(), "host").WithName("make")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, [("x", 1)], Stored.Run("r"));
        Strict.Fails = true;

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(() => new AsyncRunner { Store = store }.RunAsync(graph, default, Stored.Run("r")));

        Assert.StartsWith("The record of 'make' in run 'r' cannot be read as its outputs: 'host': No such host.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(64, 0)]
    [InlineData(100, 256)]
    [InlineData(1500, 3000)]
    public async Task Deep_value_Is_restored(int depth, int maxDepth)
    {
        var store = new InMemoryRunStore(new RunStoreOptions { LargeValueBytes = depth == 64 ? 10 : 4096, JsonOptions = maxDepth == 0 ? null : new JsonSerializerOptions { MaxDepth = maxDepth } });
        var graph = new Graph("links", [Node.Create((int x) => Enumerable.Range(0, x).Aggregate((Link?)null, (next, _) => new Link(next)), "link").WithName("make")]);
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(graph, [("x", depth)], Stored.Run("r"));

        RunResult again = await runner.RunAsync(graph, default, Stored.Run("r"));
        await store.InspectAsync("r", includeValues: true, TestContext.Current.CancellationToken);
        await store.ForkAsync("r", "fork", cancellationToken: TestContext.Current.CancellationToken);

        int found = 0;
        for (Link? link = again.Get<Link?>("link"); link is not null; link = link.Next)
        {
            found++;
        }

        Assert.Equal(depth, found);
    }

    [Theory]
    [InlineData(31, 0)]
    [InlineData(600, 2000)]
    public async Task Deep_lists_of_objects_Are_restored(int depth, int maxDepth)
    {
        var store = new InMemoryRunStore(new RunStoreOptions { JsonOptions = maxDepth == 0 ? null : new JsonSerializerOptions { MaxDepth = maxDepth } });
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(Lists, [("x", depth)], Stored.Run("r"));

        object? list = (await runner.RunAsync(Lists, default, Stored.Run("r")))["list"];

        int found = 0;
        while (list is List<object?> { Count: 1 } items)
        {
            list = items[0];
            found++;
        }

        Assert.Equal(depth, found);
    }

    [Fact]
    public async Task Lists_of_objects_That_are_too_deep_to_be_read_Fail_their_node()
    {
        RunStoreException error = await FailureAsync(Lists, x: 32);

        Assert.StartsWith(
            "The store cannot keep 'list' of 'make': Its lists and dictionaries are nested deeper than 64 levels of JSON, of which each has two. Raise MaxDepth of RunStoreOptions.JsonOptions.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_That_cannot_be_stored_Is_a_failure_that_a_continuing_map_stores()
    {
        int calls = 0;
        var graph = new Graph("items", [Node.Create((int x) => { Interlocked.Increment(ref calls); return x == 2 ? new Version(1, 2) : (object)x; }, "y")]);
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        MapResult first = await runner.MapAsync(graph, [("x", new[] { 1, 2, 3 })], "x", Stored.Map("r", ErrorHandling.Continue));

        MapResult again = await runner.MapAsync(graph, default, "x", Stored.Map("r", ErrorHandling.Continue));

        Assert.Equal(3, calls);
        Assert.Equal(first.Failures.Select(f => f.Error.Message), again.Failures.Select(f => f.Error.Message));
        Assert.Single(again.Failures);
    }

    [Fact]
    public async Task Graph_That_is_nested_deep_Is_stored_And_restored()
    {
        var graph = new Graph("g", [Node.Create((int x) => x + 1, "y").WithName("n")]);
        for (int i = 1; i < 200; i++)
        {
            graph = new Graph($"g{i}", [graph.AsNode()]);
        }

        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        await runner.RunAsync(graph, [("x", 1)], Stored.Run("r"));
        RunResult again = await runner.RunAsync(graph, default, Stored.Run("r"));
        RunResult fork = await runner.ForkAsync(graph, "r", "fork", new ForkOptions { Inputs = [("x", 2)] });

        Assert.Equal((2, 3), (again.Get<int>("y"), fork.Get<int>("y")));
    }

    private static Graph Lists => new("lists", [Node.Create((int x) => Enumerable.Range(0, x).Aggregate((object)1, (list, _) => new List<object?> { list }), "list").WithName("make")]);

    private static async Task<RunStoreException> FailureAsync(Graph graph, int x = 1) =>
        await Assert.ThrowsAsync<RunStoreException>(() => new AsyncRunner { Store = new InMemoryRunStore() }.RunAsync(graph, [("x", x)], Stored.Run("r")));

    public class Animal
    {
        public string? Name { get; set; }
    }

    public sealed class Dog : Animal
    {
        public int Age { get; set; }
    }

    public sealed class Link(Link? next)
    {
        public Link? Next { get; } = next;
    }

    public sealed class Machine
    {
        public string Name
        {
            get => Find();
            set => _ = value;
        }

        private static string Find() => throw new HostException();
    }

    public sealed class Strict
    {
        public static bool Fails { get; set; }

        public string Name
        {
            get => "host";
            set => _ = Fails ? throw new HostException() : value;
        }
    }

    private sealed class HostException : SocketException
    {
        public override string Message => "No such host.";
    }

    private sealed class ReadOnly : IReadOnlyCollection<int>
    {
        public int Count => 1;

        public IEnumerator<int> GetEnumerator() => Enumerable.Repeat(1, 1).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
