using Hypergraph.Progress;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Playing;

/// <summary>Shows the events of a log as the progress of their runs.</summary>
internal sealed class TreePlayer : IDisposable
{
    private readonly RichProgressProcessor _display;

    /// <summary>Initializes a player without runs.</summary>
    /// <param name="json">Whether lines of JSON are written in place of a tree.</param>
    /// <param name="clock">The clock for times and estimates.</param>
    public TreePlayer(bool json, TimeProvider clock) =>
        _display = new RichProgressProcessor(new RichProgressOptions
        {
            Mode = json ? ProgressMode.Json : ProgressMode.Auto,
            Console = json || Console.IsOutputRedirected ? PlainConsole.Create() : null,
            TimeProvider = clock,
        });

    /// <summary>The runs that have not ended.</summary>
    public OpenRuns Runs { get; } = new();

    /// <summary>Shows an event. The end of a run shows its final tree.</summary>
    public void Show(Event e)
    {
        _display.OnEvent(e);
        if (Runs.Count(e))
        {
            _display.Shutdown();
        }
    }

    /// <summary>Leaves the runs that have not ended as they are, and says which they are.</summary>
    public void End()
    {
        _display.Dispose();
        if (!Runs.IsEmpty)
        {
            StandardOutput.WriteError($"The log ends before these runs: {string.Join(", ", Runs.Names)}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _display.Dispose();
}
