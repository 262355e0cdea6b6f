using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// Shows the progress of runs: on a terminal as a live tree of progress bars, elsewhere as plain lines of text, or as
/// <see cref="ProgressMode"/> says.
/// </summary>
/// <remarks>
/// <para>
/// Safe from any thread. One instance serves any number of runs, in turn or at once; those at once share the bottom of
/// the screen. An event costs its run a few counters; drawing happens at its own pace on a thread of its own. Only when
/// a call ends does <see cref="Shutdown"/> write its final state, so that it stands before the call returns.
/// </para>
/// <para>
/// While the tree is live, what the program writes to its console, <see cref="AnsiConsole"/> by default, and to
/// <see cref="System.Console"/> appears above it with the next frame, in order; a line that has no end yet stands right
/// above the tree until it has one. While the program reads from <see cref="System.Console.In"/>, prompts by
/// Spectre.Console or hides the cursor, the tree makes room; so it does while the program is stopped or in the background, and,
/// where that can be known, while another program has the terminal. <see cref="Suspend"/> is for whatever else needs the screen.
/// </para>
/// </remarks>
public sealed class RichProgressProcessor : TypedEventProcessor, IDisposable
{
    private readonly ProgressModel _model;
    private readonly Lazy<ProgressDisplay> _display;

    /// <summary>Creates a processor. Nothing is written, and the console is not looked at, before a run begins.</summary>
    /// <param name="options">Where and how to show progress; null for the defaults.</param>
    public RichProgressProcessor(RichProgressOptions? options = null)
    {
        options ??= new RichProgressOptions();
        _model = new ProgressModel(new ProgressModelOptions
        {
            TimeProvider = options.TimeProvider,
            MapLabel = options.MapLabel,
            MapLabels = options.MapLabels,
            MaxFailures = options.MaxFailures,
        });
        _display = new Lazy<ProgressDisplay>(() => ProgressDisplay.Create(_model, options));
    }

    /// <summary>Progress needs no inputs and outputs: they cost nothing on its account.</summary>
    public override bool WantsValues => false;

    /// <summary>
    /// Writes the final state of the runs that have ended. When none is left the terminal is given back: the cursor is
    /// visible, and what the program writes goes where it went before.
    /// </summary>
    public override void Shutdown()
    {
        if (_display.IsValueCreated)
        {
            _display.Value.ShowEnded();
        }
    }

    /// <summary>
    /// Takes the tree off the screen and leaves that to the caller, to ask a question or to have another program fill it.
    /// The runs go on. What the program writes meanwhile goes straight to the terminal.
    /// </summary>
    /// <returns>Brings the tree back when it is disposed. Of several that overlap the last one does.</returns>
    public IDisposable Suspend()
    {
        ProgressDisplay display = _display.Value;
        display.Suspend();
        return new Suspension(display.Resume);
    }

    /// <summary>
    /// Gives the terminal back, whatever still runs. Safe to call more than once. Later runs are no longer shown.
    /// </summary>
    public void Dispose()
    {
        // Creates the display if there is none yet, so that one that is disposed stands in the way of a later run.
        _display.Value.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnRunStart(RunStartEvent e)
    {
        _model.Apply(e);
        if (e.ParentSpanId is null)
        {
            _display.Value.RunStarted();
        }
    }

    /// <inheritdoc/>
    protected override void OnRunEnd(RunEndEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeStart(NodeStartEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeEnd(NodeEndEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeError(NodeErrorEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnInterrupt(InterruptEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeProgress(NodeProgressEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnCacheHit(CacheHitEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeAttemptStart(NodeAttemptStartEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnNodeAttemptEnd(NodeAttemptEndEvent e) => _model.Apply(e);

    /// <inheritdoc/>
    protected override void OnStopRequested(StopRequestedEvent e) => _model.Apply(e);
}
