using Hypergraph.Runs.Logging;

namespace Hypergraph.Runs.Calls;

/// <summary>An attempt that has failed.</summary>
/// <param name="Location">The location of its node. It is determined here, because an abandoned attempt may outlive the run.</param>
/// <param name="Number">Its number.</param>
/// <param name="Error">What it threw.</param>
/// <param name="EndTime">When it ended, on the clock of the log.</param>
internal sealed record FailedAttempt(LogLocation Location, int Number, Exception Error, long EndTime);
