using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Large values are stored once by hash, in their run.</summary>
internal static class ValueCases
{
    public static RunStoreCase[] All =>
    [
        new("Values: another store finds a value by its hash", FindsValue),
        new("Values: a hash that the run has is not written again", WritesOnce),
        new("Values: a run has only its own values", KeepsRunsApart),
        new("Values: an empty value and one of 8 MB", KeepsSizes),
        new("Values: many in one write", StoresMany),
    ];

    private static async Task FindsValue(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await writer.AppendAsync("run", 1, Sample.WriteValue("hash", [1, 2, 3])).ConfigureAwait(false);
        Check.Equal("[010203]", await reader.ValueAsync("run", "hash").ConfigureAwait(false), "the value");
        Check.Equal("null", await reader.ValueAsync("run", "HASH").ConfigureAwait(false), "the value of another hash");
        Check.Records([Sample.Record("hash")], await reader.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task WritesOnce(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.WriteValue("hash", [1])).ConfigureAwait(false);
        RunWrite again = Sample.Write(Sample.Record("b"), Sample.Record("c")) with { Values = Sample.Values(("hash", [2]), ("other", [3])) };
        await store.AppendAsync("run", 1, again).ConfigureAwait(false);
        Check.Equal("[01]", await store.ValueAsync("run", "hash").ConfigureAwait(false), "the first value");
        Check.Equal("[03]", await store.ValueAsync("run", "other").ConfigureAwait(false), "the new value");
        Check.Records([Sample.Record("hash"), Sample.Record("b"), Sample.Record("c")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsRunsApart(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("a")).ConfigureAwait(false);
        await store.AddAsync(Sample.Run("b")).ConfigureAwait(false);
        await store.AppendAsync("a", 1, Sample.WriteValue("hash", [1])).ConfigureAwait(false);
        Check.Equal("null", await store.ValueAsync("b", "hash").ConfigureAwait(false), "the value of the other run");
        await store.AppendAsync("b", 1, Sample.WriteValue("hash", [2])).ConfigureAwait(false);
        Check.Equal("[01]", await store.ValueAsync("a", "hash").ConfigureAwait(false), "the value of the first run");
        Check.Equal("[02]", await store.ValueAsync("b", "hash").ConfigureAwait(false), "the value of the other run");
    }

    private static async Task KeepsSizes(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        byte[] large = Sample.Bytes(8 * 1024 * 1024, seed: 5);
        await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(("empty", []), ("large", large)) }).ConfigureAwait(false);
        Check.Equal("[]", await store.ValueAsync("run", "empty").ConfigureAwait(false), "the empty value");
        Check.Equal(Text.Of(large), await store.ValueAsync("run", "large").ConfigureAwait(false), "the large value");
    }

    private static async Task StoresMany(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        (string Hash, byte[] Value)[] values = [.. Enumerable.Range(0, 300).Select(i => ($"hash {i}", Sample.Bytes(5000, seed: i)))];
        await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(values) }).ConfigureAwait(false);
        foreach ((string hash, byte[] value) in values)
        {
            Check.Equal(Text.Of(value), await store.ValueAsync("run", hash).ConfigureAwait(false), hash);
        }
    }
}
