using Microsoft.Extensions.Logging;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to logging, word for word.</summary>
public sealed class LoggingGuides
{
    [Fact]
    public void Log_Is_set_on_a_runner()
    {
        // snippet: logging-setup
        using ILoggerFactory factory = LoggerFactory.Create(logging => logging.AddConsole());

        var runner = new AsyncRunner { Logger = factory.CreateLogger("Hypergraph") };
        // end

        Assert.NotNull(runner.Logger);
    }
}
