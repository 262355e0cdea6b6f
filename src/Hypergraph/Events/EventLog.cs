using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>What the dispatcher has to say to the log.</summary>
internal static partial class EventLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Event processor {Processor} failed on {EventType}; the run goes on")]
    public static partial void ProcessorFailed(ILogger logger, Type processor, string eventType, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The full queue of event processor {Processor} dropped {Count} events")]
    public static partial void EventsDropped(ILogger logger, Type processor, long count);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Event processor {Processor} did not finish within the shutdown timeout; {Count} events were left")]
    public static partial void QueueNotDrained(ILogger logger, Type processor, long count);
}
