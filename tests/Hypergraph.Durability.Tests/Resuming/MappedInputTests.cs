using System.Collections;
using Xunit;

namespace Hypergraph.Durability.Tests;

/// <summary>The collections that a call maps over are stored with it: a call that resumes has the same items, of the same types.</summary>
public sealed class MappedInputTests
{
    public static TheoryData<Type, IEnumerable> Collections => new()
    {
        { typeof(int), new[] { 3, int.MinValue, int.MaxValue } },
        { typeof(long), new[] { 3, long.MinValue, long.MaxValue } },
        { typeof(double), new[] { 0.1, double.NaN, double.NegativeInfinity, double.Epsilon } },
        { typeof(decimal), new[] { 0.10m, decimal.MaxValue } },
        { typeof(string), new[] { "a", string.Empty, "\u00e9\ud83d\ude00\"\\" } },
        { typeof(Guid), new[] { Guid.Empty, new Guid("0f8fad5b-d9cb-469f-a165-70867728950e") } },
        { typeof(DateTimeOffset), new[] { DateTimeOffset.UnixEpoch, new DateTimeOffset(2026, 11, 30, 1, 2, 3, 4, TimeSpan.FromHours(-5)) } },
        { typeof(DayOfWeek), new[] { DayOfWeek.Friday, DayOfWeek.Sunday } },
        { typeof(int[]), new[] { new[] { 1, 2 }, [] } },
    };

    [Theory]
    [MemberData(nameof(Collections), DisableDiscoveryEnumeration = true)]
    public async Task Resumed_map_Has_the_items_of_the_first_call(Type type, IEnumerable items)
    {
        ArgumentNullException.ThrowIfNull(items);
        await (Task)typeof(MappedInputTests).GetMethod(nameof(CheckAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [items])!;
    }

    private static async Task CheckAsync<T>(IEnumerable<T> items)
    {
        await using var store = new InMemoryRunStore();
        bool fails = true;
        List<T> seen = [];
        var graph = new Graph("items", [Node.Create((T item) => fails ? throw new InvalidOperationException("Not yet.") : Add(seen, item), "number")]);
        var runner = new AsyncRunner { Store = store };
        var options = new MapOptions { WorkflowId = "map", MaxConcurrency = 1 };

        await Assert.ThrowsAnyAsync<Exception>(() => runner.MapAsync(graph, [("item", items)], "item", options));
        fails = false;
        MapResult result = await runner.MapAsync(graph, default, "item", options);

        Assert.True(result.IsCompleted);
        Assert.Equal(items, seen);
    }

    private static int Add<T>(List<T> seen, T item)
    {
        seen.Add(item);
        return seen.Count;
    }
}
