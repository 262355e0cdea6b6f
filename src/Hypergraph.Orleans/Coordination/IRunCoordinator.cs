using Orleans;

namespace Hypergraph.Orleans;

/// <summary>Owns one run, whose id is its key: spreads its items over the silos, and keeps a log of what they tell.</summary>
[Alias("Hypergraph.Orleans.IRunCoordinator")]
internal interface IRunCoordinator : IGrainWithStringKey
{
    /// <summary>Begins the run, or an epoch of it.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="silosBefore">The silos that had items in the epoch before: were they lost, the coordinator before may not have counted it.</param>
    /// <param name="begunOn">The silo that has begun the item of a single run before there was a coordinator; null if none has.</param>
    [Alias("Start")]
    public Task<StartReply> StartAsync(RunSpec spec, string[] silosBefore, string? begunOn);

    /// <summary>Adds items; those that it has already are left as they are.</summary>
    /// <returns>Whether the epoch is the coordinator's.</returns>
    [Alias("Add")]
    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast);

    /// <summary>
    /// Gives what follows in the log; waits a little if there is nothing. What lies before, who began the run has, and does not
    /// ask for again.
    /// </summary>
    [Alias("Read")]
    public Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner);

    /// <summary>Asks the run to stop, or cancels it.</summary>
    [Alias("Stop")]
    public Task StopAsync(string? reason, bool cancels);

    /// <summary>Takes what a silo has to tell.</summary>
    [Alias("Report")]
    public Task<ReportReply> ReportAsync(WorkerReport report);

    /// <summary>What runs, for a caller who attaches; null if nothing is known of it.</summary>
    [Alias("Describe")]
    public Task<RunSpec?> DescribeAsync();

    /// <summary>Says that a caller has everything: the run that has ended is kept no longer than for callers who are about to attach.</summary>
    [Alias("Close")]
    public Task CloseAsync(bool isOwner);
}
