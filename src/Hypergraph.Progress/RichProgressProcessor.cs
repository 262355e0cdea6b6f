using Hypergraph.Progress.Display;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// Shows the progress of runs: as a live tree of progress bars on a terminal, as plain lines of text elsewhere, or in another
/// <see cref="ProgressMode"/>.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe. One instance serves any number of runs, in succession or at once. Runs at once share the bottom of the screen. An
/// event costs its run a few counters. Drawing happens independently, on a separate thread. Only at the end of a call does
/// <see cref="Shutdown"/> write its final state, before the call returns.
/// </para>
/// <para>
/// While the tree is live, the program's output to its console, <see cref="AnsiConsole"/> by default, and to
/// <see cref="System.Console"/> appears above it with the next frame, in order. A line without an end is shown directly above the
/// tree until it ends. The tree makes room while the program reads from <see cref="System.Console.In"/>, prompts by
/// Spectre.Console or hides the cursor, while it is stopped or in the background, and, where that can be detected, while another
/// program has the terminal. Use <see cref="Suspend"/> for any other use of the screen.
/// </para>
/// </remarks>
public sealed class RichProgressProcessor : EventProcessor, IDisposable
{
    private readonly ProgressModel _model;
    private readonly Lazy<ProgressDisplay> _display;

    /// <summary>Initializes a processor. It neither writes nor accesses the console before a run begins.</summary>
    /// <param name="options">The options, or null for the default options.</param>
    public RichProgressProcessor(RichProgressOptions? options = null)
    {
        options ??= new RichProgressOptions();
        _model = new ProgressModel(new ProgressModelOptions
        {
            TimeProvider = options.TimeProvider,
            MapLabel = options.MapLabel,
            MapLabels = options.MapLabels,
            MaxFailures = options.MaxFailures,

            // The display removes runs after it has written their final state.
            MaxEndedRuns = int.MaxValue,
        });
        _display = new Lazy<ProgressDisplay>(() => DisplayFactory.Create(_model, options));
    }

    /// <summary>Gets false: progress needs no inputs and outputs, so that runs need not collect them for it.</summary>
    public override bool WantsValues => false;

    /// <summary>Counts an event. The first event of a call also starts the display.</summary>
    /// <param name="e">The event.</param>
    public override void OnEvent(Event e)
    {
        _model.Apply(e);
        if (e is RunStartEvent { ParentSpanId: null })
        {
            _display.Value.RunStarted();
        }
    }

    /// <summary>
    /// Writes the final state of the runs that have ended. If no run is left the terminal is released: the cursor is visible, and
    /// the program's output goes directly to its destination.
    /// </summary>
    public override void Shutdown()
    {
        if (_display.IsValueCreated)
        {
            _display.Value.ShowEnded();
        }
    }

    /// <summary>
    /// Removes the tree from the screen, so that the caller can ask a question or start a full-screen program. The runs continue.
    /// Output of the program goes directly to the terminal meanwhile.
    /// </summary>
    /// <returns>An object that restores the tree when it is disposed. If several overlap, the last one restores it.</returns>
    public IDisposable Suspend()
    {
        ProgressDisplay display = _display.Value;
        display.Suspend();
        return new Suspension(display.Resume);
    }

    /// <summary>Releases the terminal, even if runs are in flight. It may be called more than once. Later runs are not shown.</summary>
    public void Dispose()
    {
        // Creates the display if there is none yet: a disposed one prevents the display of later runs.
        _display.Value.Dispose();
    }
}
