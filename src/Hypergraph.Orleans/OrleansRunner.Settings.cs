using Hypergraph.Orleans.Timeouts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Orleans;

/// <content>The settings that apply to every call: processors, clock, codec, limits of time, retries after a silo failed.</content>
public sealed partial class OrleansRunner
{
    private const int DefaultMaxRetries = 3;

    private static readonly TimeSpan MinUnavailableTimeout = TimeSpan.FromSeconds(1);

    private readonly AvailabilityLimit _availability = new();
    private readonly TimeSpan _shutdownTimeout = new AsyncRunner().ShutdownTimeout;

    /// <summary>Processors for every call, in addition to those of the call and of the graph. They run in the caller's process.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; }

    /// <summary>Logs failures of processors.</summary>
    /// <value>The default value logs nothing.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The clock for the events of the root. Events of nodes carry the time of their silos, adjusted so that it never decreases.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The time that processors with a queue have at the end of a call to process the remaining events.</summary>
    /// <value>The default value is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or it is longer than a timer can wait, about 49.7 days.
    /// </exception>
    public TimeSpan ShutdownTimeout
    {
        get => _shutdownTimeout;

        // The limits are those of the local runner, which checks them.
        init => _shutdownTimeout = new AsyncRunner { ShutdownTimeout = value }.ShutdownTimeout;
    }

    /// <summary>Serializes the values that are sent between callers and silos. Silos need the same codec (<see cref="SiloGraphs.Values"/>).</summary>
    /// <value>The default value is <see cref="JsonValueCodec.Default"/>.</value>
    public ValueCodec Values { get; init; } = JsonValueCodec.Default;

    /// <summary>The time without any answer from the cluster after which a call ends with <see cref="ClusterUnavailableException"/>.</summary>
    /// <value>
    /// The default value is twice the time that the cluster needs to detect failed silos, according to its <c>ClusterMembershipOptions</c>, and at least 60 seconds.
    /// It is 60 seconds until the first call is answered.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than a second, or more than 24 days.</exception>
    public TimeSpan UnavailableTimeout
    {
        get => _availability.Value;
        init => _availability = new AvailabilityLimit(WaitLimit.Check(value, MinUnavailableTimeout, nameof(UnavailableTimeout)));
    }

    /// <summary>The number of times that an item, or a single run, is retried after its silo failed, before it ends as failed.</summary>
    /// <value>The default value is 3.</value>
    public int MaxRetries { get; init; } = DefaultMaxRetries;

    /// <summary>
    /// Whether the coordinator keeps the results and events of runs that are started with a handle, so that other callers can attach: until half a minute
    /// after the result is collected, or for <see cref="SiloGraphs.KeptLogTimeout"/> after the end, within
    /// <see cref="SiloGraphs.MaxKeptLogBytes"/>. Otherwise it releases what the caller has read, as it does for <c>RunAsync</c>, <c>MapAsync</c> and maps over streams.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool KeepLog { get; init; } = true;
}
