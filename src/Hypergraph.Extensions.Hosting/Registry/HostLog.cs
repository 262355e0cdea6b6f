using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Registry;

/// <summary>What the host's part of runs writes to the log.</summary>
internal static partial class HostLog
{
    /// <summary>The name of the log of runs.</summary>
    public const string Category = "Hypergraph";

    [LoggerMessage(EventId = 40, EventName = "ScopeFailed", Level = LogLevel.Error, Message = "A service of a run threw when its scope was disposed. The result of the run is not changed")]
    public static partial void ScopeFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 41, EventName = "StoppingRuns", Level = LogLevel.Information, Message = "The host is stopping. Live runs that are requested to stop: {Count}")]
    public static partial void StoppingRuns(ILogger logger, int count);

    [LoggerMessage(EventId = 42, EventName = "RunsNotEnded", Level = LogLevel.Warning, Message = "The host stops although runs have not ended: {Count}")]
    public static partial void RunsNotEnded(ILogger logger, int count);

    [LoggerMessage(EventId = 43, EventName = "ResumingRuns", Level = LogLevel.Information, Message = "Resuming stored runs: {Count}")]
    public static partial void ResumingRuns(ILogger logger, int count);

    [LoggerMessage(EventId = 44, EventName = "RunNotResumed", Level = LogLevel.Error, Message = "Stored run {Run} could not be resumed, or has failed")]
    public static partial void RunNotResumed(ILogger logger, string run, Exception? error);

    [LoggerMessage(EventId = 45, EventName = "RunsNotListed", Level = LogLevel.Error, Message = "The store of runs cannot be read, so no stored run is resumed")]
    public static partial void RunsNotListed(ILogger logger, Exception error);
}
