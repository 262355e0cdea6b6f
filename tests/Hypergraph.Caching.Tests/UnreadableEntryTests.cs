using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

/// <summary>Entries of a store that are not what was written.</summary>
public sealed class UnreadableEntryTests
{
    private const string Warning = "Node 'give' is called because its entry in the cache cannot be read; its outputs replace the entry. The entry may be damaged, or written before a type changed";

    private readonly SharedStore _store = new();

    private int _calls;

    /// <summary>The parts of an entry that are damaged, and what is there in their place.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "[5,5]", "{\"a\"}" },
        { "[5,5]", "[5 5]" },
        { "[5,5]", "nulll" },
        { "[5,5]", "[[[[[" },
        { "[5,5]", "5x5x5" },
        { "[5,5]", "     " },
        { "[5,5]", "\0\0\0\0\0" },
        { "[5,5]", "\"\u00ff\u00fe\"," },
        { "{\"y\":[5,5]}", "           " },
        { "{\"y\":[5,5]}", "null       " },
        { "{\"y\":[5,5]}", "{\"a\"}      " },
        { "{\"y\":[5,5]}", "nulllllllll" },
        { "{\"y\":[5,5]}", "[[[[[[[[[[[" },
        { "{\"y\":[5,5]}", "\0\0\0\0\0\0\0\0\0\0\0" },
        { "{\"y\":[5,5]}", "{}         " },
        { "{\"y\":[5,5]}", "{\"z\":[5,5]}" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Entry_that_is_damaged_Is_a_miss_and_is_replaced_and_reported_once(string part, string damage)
    {
        await RunAsync("async", new WarningLog());
        await StoredAsync(1);
        foreach (string runner in new[] { "async", "sync" })
        {
            _store.Damage(part, damage);
            _calls = 0;
            var log = new WarningLog();

            Assert.Equal((int[])[5, 5], await RunAsync(runner, log));
            Assert.Equal(1, _calls);
            Assert.Equal([Warning], log.Lines);

            await StoredAsync(runner == "async" ? 2 : 3);
            Assert.Equal((int[])[5, 5], await RunAsync(runner, log));
            Assert.Equal(1, _calls);
            Assert.Equal([Warning], log.Lines);
        }
    }

    [Fact]
    public async Task JsonException_of_the_node_Is_the_node_s_own_for_all_who_wait()
    {
        var release = new TaskCompletionSource();
        var broken = new JsonException("bad answer");
        HybridCache cache = _store.CreateCache();
        var graph = new Graph([Node.Create(
            async (int x) =>
            {
                _calls++;
                await release.Task;
                return x > 0 ? throw broken : x;
            },
            "y",
            "give").Cached(cache, new() { Key = "give" })]);

        Task<RunResult>[] runs = [.. Enumerable.Range(0, 5).Select(_ => Both.RunAsync("async", graph, new { x = 1 }))];
        release.SetResult();
        RunResult[] results = await Task.WhenAll(runs).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(results, r => Assert.Same(broken, r.Error));
        Assert.Equal(1, _calls);
    }

    /// <summary>Runs the node in a further process, as it were.</summary>
    private async Task<int[]> RunAsync(string runner, WarningLog log)
    {
        var graph = new Graph([Node.Create((int x) => { _calls++; return new[] { x, x }; }, "y", "give").Cached(_store.CreateCache(), new() { Key = "give" })]);
        RunResult result = runner == "async"
            ? await new AsyncRunner { Logger = log }.RunAsync(graph, ("x", 5))
            : new SyncRunner { Logger = log }.Run(graph, ("x", 5));
        return result.Get<int[]>("y");
    }

    /// <summary>The cache writes to its store behind the answer.</summary>
    private async Task StoredAsync(int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_store.Written.Count < count)
        {
            await Task.Delay(1, timeout.Token);
        }
    }
}
