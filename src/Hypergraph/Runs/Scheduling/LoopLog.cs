using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Runs.Scheduling;

/// <summary>What loops write to the runner's log, or to <see cref="Trace"/> where the runner has none. A log that fails changes no run.</summary>
internal static partial class LoopLog
{
    public static void Converged(ILogger logger, string graph, string gate, string target, string values)
    {
        try
        {
            if (logger == NullLogger.Instance)
            {
                Trace.TraceWarning(
                    $"{graph}: the loop ended although gate '{gate}' chose '{target}', because {values} has no new value: what was produced equals the old value. See docs/gates-and-loops.md of Hypergraph.");
            }
            else
            {
                WriteConverged(logger, graph, gate, target, values);
            }
        }
        catch (Exception)
        {
            // There is nowhere left to report it.
        }
    }

    [LoggerMessage(
        EventId = 20,
        EventName = nameof(Converged),
        Level = LogLevel.Warning,
        Message = "{Graph}: the loop ended although gate '{Gate}' chose '{Target}', because {Values} has no new value: what was produced equals the old value. Return a new value instead of the changed old one")]
    private static partial void WriteConverged(ILogger logger, string graph, string gate, string target, string values);
}
