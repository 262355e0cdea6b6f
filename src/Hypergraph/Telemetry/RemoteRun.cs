namespace Hypergraph.Telemetry;

/// <summary>A run that is a part of a call in another process.</summary>
/// <param name="Origin">The call.</param>
/// <param name="RunId">The id of the run, which the call chose.</param>
/// <param name="Retries">The number of times that it was started before, in processes that failed.</param>
internal sealed record RemoteRun(RemoteOrigin Origin, RunId RunId, int Retries);
