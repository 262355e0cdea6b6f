using System.Runtime.CompilerServices;
using Hypergraph.Events.Outcomes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Events.Processors;

/// <summary>
/// Reports processors that throw: in the log, or, without one, on standard error, once for each processor. The text there
/// is one line, which a live display keeps intact, like all other output of the program.
/// </summary>
internal static class ProcessorFailures
{
    /// <summary>The processors that were reported on standard error. The table does not keep them alive.</summary>
    private static readonly ConditionalWeakTable<EventProcessor, object> Reported = [];

    /// <summary>Reports that a processor threw.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="processor">The processor.</param>
    /// <param name="on">The type of the event, or the method, on which it threw.</param>
    /// <param name="exception">The exception.</param>
    public static void Report(ILogger logger, EventProcessor processor, string on, Exception exception)
    {
        if (!ReferenceEquals(logger, NullLogger.Instance))
        {
            ProcessorLog.ProcessorFailed(logger, processor.GetType(), on, exception);
        }
        else if (Reported.TryAdd(processor, processor.GetType()))
        {
            Write(processor, on, exception);
        }
    }

    private static void Write(EventProcessor processor, string on, Exception exception)
    {
        try
        {
            Type type = (processor as QueuedEventProcessor)?.Inner.GetType() ?? processor.GetType();
            string message = ErrorText.MessageOf(exception).ReplaceLineEndings(" ").TrimEnd('.');
            Console.Error.WriteLine(
                $"Hypergraph: event processor {type.FullName} failed on {on}: {exception.GetType().Name}: {message}. The run continues. This is written once for a processor; set Runner.Logger to see every failure.");
        }
        catch (Exception)
        {
            // There is no other place to report it.
        }
    }
}
