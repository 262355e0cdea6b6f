using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans.Working;

/// <summary>The log messages of silos about the items that they run.</summary>
internal static partial class WorkerLog
{
    // The guide names the category; it does not follow the namespace.
    private const string Category = "Hypergraph.Orleans.SiloWorker";

    public static ILogger CreateLogger(ILoggerFactory factory) => factory.CreateLogger(Category);

    [LoggerMessage(EventId = 40, EventName = nameof(ScopeFailed), Level = LogLevel.Error, Message = "A service of a run threw when its scope was disposed. The result of the run is not changed")]
    public static partial void ScopeFailed(ILogger logger, Exception error);
}
