using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hypergraph.Durability.Tests;

/// <summary>A type whose values would come back as other values is refused before the run starts.</summary>
public sealed class StoredTypeTests
{
    private const string Incomplete = "System.Text.Json does not write all that it has";
    private const string Abstract = "it is abstract, so that its values could not be read back";
    private const string ReadOnlyMembers = "System.Text.Json can set none of its properties";
    private const string Order = "its items are read in another order";
    private const string ReadOnce = "it is a sequence, which may be read only once: use a list or an array";

    public static TheoryData<Type, string> Refused => new()
    {
        { typeof(BigInteger), Incomplete },
        { typeof(BigInteger?), $"values of type System.Numerics.BigInteger in it cannot be stored: {Incomplete}" },
        { typeof(Complex), Incomplete },
        { typeof(ConsoleKeyInfo), Incomplete },
        { typeof(StringBuilder), Incomplete },
        { typeof(Exception), Incomplete },
        { typeof(InvalidOperationException), Incomplete },
        { typeof(Regex), Incomplete },
        { typeof(IPAddress), Incomplete },
        { typeof(FileInfo), Incomplete },
        { typeof(Lazy<int>), ReadOnlyMembers },
        { typeof(CancellationTokenSource), ReadOnlyMembers },
        { typeof(Counter), ReadOnlyMembers },
        { typeof(OnlyRead), ReadOnlyMembers },
        { typeof(Hidden), "it has no properties that System.Text.Json writes" },
        { typeof(UnboundParameter), "the parameter 'unit' of its constructor has no property of the same name and type" },
        { typeof(TwoConstructors), "it has no constructor that System.Text.Json can use" },
        { typeof(Stack<int>), Order },
        { typeof(ConcurrentStack<int>), Order },
        { typeof(ConcurrentBag<int>), Order },
        { typeof(ImmutableStack<int>), Order },
        { typeof(IShape), Abstract },
        { typeof(List<IShape>), $"values of type {typeof(IShape)} in it cannot be stored: {Abstract}" },
        { typeof(List<BigInteger>), $"values of type System.Numerics.BigInteger in it cannot be stored: {Incomplete}" },
        { typeof(Dictionary<string, Counter[]>), $"values of type {typeof(Counter)} in it cannot be stored: {ReadOnlyMembers}" },
        { typeof(Bill), $"values of type System.Numerics.BigInteger in it cannot be stored: {Incomplete}" },
        { typeof(Attempt), $"values of type System.Exception in it cannot be stored: {Incomplete}" },
        { typeof(Tree), $"values of type {typeof(Counter)} in it cannot be stored: {ReadOnlyMembers}" },
        { typeof(Animal), $"values of type System.Numerics.BigInteger in it cannot be stored: {Incomplete}" },
        { typeof(Once<int>), ReadOnce },
    };

    public static TheoryData<Type> Accepted =>
    [
        typeof(Plain), typeof(Computed), typeof(Empty), typeof(Positional), typeof(IgnoredParameter), typeof(PositionalStruct), typeof(SettableStruct), typeof(Branch), typeof(Populated), typeof(Outcome),
        new { A = 1, B = "b" }.GetType(), typeof(Tuple<int, string>), typeof((int, string)), typeof(KeyValuePair<string, int>), typeof(DayOfWeek), typeof(DayOfWeek?), typeof(int?), typeof(int[]),
        typeof(byte[]), typeof(List<Plain>), typeof(Dictionary<string, Plain>), typeof(HashSet<int>), typeof(Queue<int>), typeof(IEnumerable<int>), typeof(IReadOnlyList<string>), typeof(ImmutableArray<int>),
        typeof(ImmutableList<Plain>), typeof(ImmutableDictionary<string, int>), typeof(List<object>), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset), typeof(Half), typeof(Int128), typeof(decimal), typeof(Guid),
        typeof(Uri), typeof(Version), typeof(JsonElement), typeof(JsonNode), typeof(JsonObject), typeof(JsonArray), typeof(JsonDocument), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>), typeof(Memory<int>), typeof(Pet),
    ];

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task Type_Whose_values_would_change_Is_refused_before_the_run_starts(Type type, string problem)
    {
        int calls = 0;

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(() => RunAsync(type, () => calls++));

        Assert.Equal(
            $"A store cannot keep 'value' of node 'make' in graph 'types': its type is {type}, and {problem}. Use a type that System.Text.Json can write and read, or set RunStoreOptions.JsonOptions.",
            error.Message);
        Assert.Equal(0, calls);
    }

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public async Task Type_Whose_values_are_read_as_written_Is_accepted(Type type)
    {
        int calls = 0;

        await RunAsync(type, () => calls++);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Tuple_With_options_that_exclude_fields_Is_refused()
    {
        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(() => RunAsync(typeof((int, string)), () => { }, new JsonSerializerOptions()));

        Assert.Contains("and System.Text.Json does not write its fields: set IncludeFields of the options. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_With_a_converter_of_the_options_Is_accepted()
    {
        int calls = 0;

        await RunAsync(typeof(List<BigInteger>), () => calls++, new JsonSerializerOptions { Converters = { new BigIntegerConverter() } });

        Assert.Equal(1, calls);
    }

    private static async Task RunAsync(Type type, Action call, JsonSerializerOptions? json = null)
    {
        var run = typeof(StoredTypeTests).GetMethod(nameof(RunOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type);
        await (Task)run.Invoke(null, [call, json])!;
    }

    private static async Task RunOfAsync<T>(Action call, JsonSerializerOptions? json)
    {
        await using var store = new InMemoryRunStore(new RunStoreOptions { JsonOptions = json });
        var graph = new Graph("types", [Node.Create((int x) => Called(call, default(T)), "value").WithName("make")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, [("x", 1)], Stored.Run("r", ErrorHandling.Continue));
    }

    private static T Called<T>(Action call, T value)
    {
        call();
        return value;
    }

    public interface IShape
    {
        int Area { get; }
    }

    public sealed class Counter
    {
        private int _count;

        public int Value => _count;

        public void Increment() => _count++;
    }

    public sealed class OnlyRead
    {
        public OnlyRead()
        {
        }

        public OnlyRead(int x) => X = x;

        public int X { get; }
    }

    public sealed class Hidden
    {
        private int _count;

        public int Increment() => ++_count;
    }

    public sealed class UnboundParameter(int value, string unit)
    {
        public int Value { get; } = value + unit.Length;
    }

    public sealed class TwoConstructors
    {
        public TwoConstructors(int x) => X = x;

        public TwoConstructors(string x) => X = x.Length;

        public int X { get; set; }
    }

    public sealed class Plain
    {
        public int X { get; set; }

        public string? Name { get; init; }
    }

    public sealed record Computed(int X)
    {
        public int Double => X * 2;

        public List<int> Others { get; } = [];
    }

    public sealed record Empty;

    public sealed record Positional(int X, string? Name = null, DayOfWeek? Day = null);

    public sealed record IgnoredParameter(int X, [property: JsonIgnore] string? Secret = null);

    public readonly record struct PositionalStruct(int X, int Y);

    public record struct SettableStruct
    {
        public int X { get; set; }
    }

    public sealed record Branch(int X, Branch? Next, IReadOnlyList<Branch> Children);

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public sealed class Populated
    {
        public List<int> Items { get; } = [];
    }

    /// <summary>Null is stored; other values of the last two fail the write.</summary>
    public sealed record Outcome(bool IsDone, IShape? Shape, Action? Callback, Type? Type);

    public sealed record Bill(string Name, BigInteger Amount);

    public sealed record Attempt(bool IsDone, Exception? Error);

    public sealed record Tree(List<Tree> Children, Dictionary<string, Counter> Counters);

    [JsonDerivedType(typeof(Whale), "whale")]
    public abstract record Animal;

    public sealed record Whale(BigInteger Weight) : Animal;

    [JsonDerivedType(typeof(Dog), "dog")]
    public record Pet(string Name);

    public sealed record Dog(string Name, int Age) : Pet(Name);

    public sealed class Once<T> : IEnumerable<T>
    {
        public IEnumerator<T> GetEnumerator() => throw new InvalidOperationException("Read.");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class BigIntegerConverter : JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            BigInteger.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
