using System.Text.Json;

namespace Hypergraph.Durability;

/// <summary>How a store keeps runs. A store with options of its own derives from it.</summary>
public record RunStoreOptions
{
    /// <summary>When records are written.</summary>
    /// <value>The default value is <see cref="DurabilityMode.Batched"/>.</value>
    public DurabilityMode Durability { get; init; } = DurabilityMode.Batched;

    /// <summary>The longest time that a record waits for its write with <see cref="DurabilityMode.Batched"/>.</summary>
    /// <value>The default value is 50 ms.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan BatchInterval
    {
        get;
        init => field = Positive(value, nameof(BatchInterval));
    } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long a lease lasts that is not renewed; the holder renews it three times in that. Another process takes over a run after it has seen no renewal for
    /// this time, or at once if the holder was a process of the same machine that has ended.
    /// </summary>
    /// <value>The default value is 15 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan LeaseDuration
    {
        get;
        init => field = Positive(value, nameof(LeaseDuration));
    } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call waits for a run that another holds, before it throws <see cref="RunHeldException"/>.</summary>
    /// <value>The default value is zero: a call throws at once if the holder is alive.</value>
    public TimeSpan WaitForLease { get; init; }

    /// <summary>How values become JSON, source-generated contexts included, which need only the types of the graph.</summary>
    /// <value>The default value is null: the defaults of <see cref="JsonSerializerOptions"/>, with fields included.</value>
    public JsonSerializerOptions? JsonOptions { get; init; }

    /// <summary>The maximum size of one encoded value in bytes, or of one item of a collection that a call maps over. A larger one fails its node.</summary>
    /// <value>The default value is 32 MB.</value>
    public int MaxValueBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The size in bytes from which a value is stored once by its hash, beside the records.</summary>
    /// <value>The default value is 4,096.</value>
    public int LargeValueBytes { get; init; } = 4096;

    /// <summary>Compresses or encrypts what is stored of values; null to store the JSON itself.</summary>
    public RunValueTransform? Transform { get; init; }

    /// <summary>The clock of times in the store, of batches and of leases.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} is longer than zero.");
}
