using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans.Coordination;

/// <summary>The log messages of coordinators.</summary>
internal static partial class CoordinatorLog
{
    // The guide names the category; it does not follow the namespace.
    private const string Category = "Hypergraph.Orleans.RunCoordinator";

    public static ILogger CreateLogger(ILoggerFactory factory) => factory.CreateLogger(Category);

    [LoggerMessage(EventId = 1, EventName = nameof(SiloFailed), Level = LogLevel.Warning, Message = "Silo {Silo} failed; its {Count} items run on other silos")]
    public static partial void SiloFailed(ILogger logger, string silo, int count);

    [LoggerMessage(EventId = 2, EventName = nameof(SiloRefused), Level = LogLevel.Warning, Message = "Silo {Silo} receives no items of the run: it {Refusal}")]
    public static partial void SiloRefused(ILogger logger, string silo, string refusal);

    [LoggerMessage(EventId = 3, EventName = nameof(SiloUnreachable), Level = LogLevel.Information, Message = "Silo {Silo} does not answer: {Reason}")]
    public static partial void SiloUnreachable(ILogger logger, string silo, string reason);
}
