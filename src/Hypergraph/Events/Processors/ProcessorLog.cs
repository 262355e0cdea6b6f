using Microsoft.Extensions.Logging;

namespace Hypergraph.Events.Processors;

/// <summary>The log messages of the dispatcher. A log that fails does not affect a run.</summary>
internal static partial class ProcessorLog
{
    public static void ProcessorFailed(ILogger logger, Type processor, string eventType, Exception exception) =>
        Safely(() => WriteProcessorFailed(logger, processor, eventType, exception));

    public static void EventsDropped(ILogger logger, Type processor, long count) =>
        Safely(() => WriteEventsDropped(logger, processor, count));

    public static void QueueNotDrained(ILogger logger, Type processor, long count) =>
        Safely(() => WriteQueueNotDrained(logger, processor, count));

    private static void Safely(Action write)
    {
        try
        {
            write();
        }
        catch (Exception)
        {
            // There is no other place to report it.
        }
    }

    [LoggerMessage(EventId = 1, EventName = nameof(ProcessorFailed), Level = LogLevel.Error, Message = "Event processor {Processor} failed on {EventType}; the run continues")]
    private static partial void WriteProcessorFailed(ILogger logger, Type processor, string eventType, Exception exception);

    [LoggerMessage(EventId = 2, EventName = nameof(EventsDropped), Level = LogLevel.Warning, Message = "The full queue of event processor {Processor} dropped {Count} events")]
    private static partial void WriteEventsDropped(ILogger logger, Type processor, long count);

    [LoggerMessage(EventId = 3, EventName = nameof(QueueNotDrained), Level = LogLevel.Warning, Message = "Event processor {Processor} did not finish within the shutdown timeout; {Count} events remained")]
    private static partial void WriteQueueNotDrained(ILogger logger, Type processor, long count);
}
