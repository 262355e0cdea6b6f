namespace Hypergraph.Extensions.Hosting;

/// <summary>How graphs run in a host. The values are checked when the host starts.</summary>
public sealed class HypergraphOptions
{
    /// <summary>The number of ended runs that <see cref="IRunRegistry"/> keeps. 0 keeps none.</summary>
    /// <value>The default value is 100.</value>
    public int MaxRecentRuns { get; set; } = 100;

    /// <summary>The time for which <see cref="IRunRegistry"/> keeps an ended run.</summary>
    /// <value>The default value is one hour.</value>
    public TimeSpan RecentRunLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The number of events that <see cref="IRunRegistry"/> keeps of each run. Of a run with more events, it keeps the first and the latest ones, and readers are informed of
    /// the events that they missed. 0 keeps none.
    /// </summary>
    /// <value>The default value is 10,000, which is about 2 MB.</value>
    public int MaxEventsPerRun { get; set; } = 10_000;

    /// <summary>Whether kept events have values, which they then keep alive: inputs, outputs, parts of results and questions.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool KeepsValues { get; set; }

    /// <summary>The duration from which the execution of a node is logged as slow (<see cref="Runner.SlowNodeThreshold"/>). A runner that <c>UseRunner</c> sets has its own.</summary>
    /// <value>The default value is null: none are logged.</value>
    public TimeSpan? SlowNodeThreshold { get; set; }

    /// <summary>
    /// The time that runs have to stop when the host stops: running nodes finish, and no new one starts. After it, the runs are cancelled.
    /// </summary>
    /// <value>The default value is 15 seconds. The host's own shutdown timeout, 30 seconds by default, must be longer than this and <see cref="CancelTimeout"/>.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The time that cancelled runs have to end when the host stops. After it, the host no longer waits for them.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan CancelTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
