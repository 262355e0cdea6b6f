using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>Owns one run, whose id is the grain key: distributes the items to the silos, and keeps a log of their events and results.</summary>
[Alias("Hypergraph.Orleans.IRunCoordinator")]
internal interface IRunCoordinator : IGrainWithStringKey
{
    /// <summary>Starts the run, or another epoch of it.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="previousSilos">The silos that had items in the preceding epoch. The preceding coordinator may not have counted their failures.</param>
    /// <param name="startedOn">The silo that started a single run without a coordinator, or null.</param>
    [Alias("Start")]
    Task<StartReply> StartAsync(RunSpec spec, string[] previousSilos, string? startedOn);

    /// <summary>Adds items; existing items do not change.</summary>
    /// <returns>Whether the epoch is the coordinator's current one.</returns>
    [Alias("Add")]
    Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast);

    /// <summary>
    /// Reads the log from an entry on; waits briefly if there is none. The caller that started the run acknowledges all preceding
    /// entries, and does not read them again.
    /// </summary>
    [Alias("Read")]
    Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner);

    /// <summary>Requests the run to stop, or cancels it.</summary>
    [Alias("Stop")]
    Task StopAsync(string? reason, bool cancels);

    /// <summary>Receives the report of a silo.</summary>
    [Alias("Report")]
    Task<ReportReply> ReportAsync(WorkerReport report);

    /// <summary>Returns the run for a caller that attaches; null if the coordinator does not have it.</summary>
    [Alias("Describe")]
    Task<RunSpec?> DescribeAsync();

    /// <summary>Reports that a caller has all results: the ended run is then kept only briefly for callers that attach.</summary>
    [Alias("Close")]
    Task CloseAsync(bool isOwner);
}
