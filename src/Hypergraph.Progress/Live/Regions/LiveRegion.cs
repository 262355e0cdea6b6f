using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>
/// Lines at the bottom of a terminal that are redrawn repeatedly, while all output of the program appears above them.
/// </summary>
/// <remarks>
/// <para>
/// The program's output is buffered until the next frame. Its threads hold locks of the console, and the region waits for these
/// locks when it writes. Therefore the threads never wait for the region. If they must write themselves, because the buffer is
/// full or the process may be about to end, they do so without the region's lock. Each such write is complete in itself, and the
/// next frame redraws everything.
/// </para>
/// <para>
/// A frame is measured (<see cref="BeginFrame"/>), rendered without any lock, and drawn (<see cref="Draw"/>). It is not drawn if
/// the region has changed meanwhile.
/// </para>
/// </remarks>
internal sealed class LiveRegion
{
    /// <summary>
    /// The number of frames for which a terminal that has become narrower is expected to become narrower still. The dragging of a
    /// window's edge does not stop at once, and lines that the terminal wraps push others off the screen, where they cannot be erased.
    /// </summary>
    private const int NarrowFrameCount = 10;

    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private readonly TerminalOutput _output;
    private readonly RegionPainter _painter;
    private long _generation;
    private int _narrowFramesLeft;
    private int _suspensions;
    private bool _isAttached;
    private bool _isYielded;

    public LiveRegion(IAnsiConsole console, TerminalOutput output)
    {
        _console = console;
        _output = output;
        _painter = new RegionPainter(console, output);
    }

    /// <summary>The process's input, whose lock is held while the program waits for a key; null if it is not captured.</summary>
    public TextReader? KeyReader
    {
        set => _painter.KeyReader = value;
    }

    /// <summary>The output of the program.</summary>
    public ProgramOutputRouter ProgramOutput => _painter.ProgramOutput;

    /// <summary>
    /// Returns the capabilities and the size of the console. Call it outside the region's lock: the size of the window needs the
    /// console's own lock.
    /// </summary>
    public RenderOptions Options() => RenderOptions.Create(_console, _console.Profile.Capabilities);

    /// <summary>Starts to monitor writes to the terminal.</summary>
    public void StartListening() => _output.Watch(MakeRoomForChild, YieldToChild);

    /// <summary>Ends <see cref="StartListening"/> if nothing was drawn.</summary>
    public void StopListening()
    {
        ProgramOutput.PassThrough(static () => { }, isEnd: true);
        _output.Unwatch();
    }

    /// <summary>The number of changes of the region so far. A frame that was requested before a change is not drawn after it.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>Prepares for a frame, and measures the space for it. From now on the program's output is buffered.</summary>
    /// <param name="generation">The <see cref="Generation"/> in which the frame was requested.</param>
    /// <returns>The space; null if the frame may not be drawn.</returns>
    public RegionSpace? BeginFrame(long generation)
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            if (generation != _generation || _suspensions > 0 || !TryAcquireTerminal())
            {
                return null;
            }

            Attach(options);
            _narrowFramesLeft = _painter.IsShown && options.ConsoleSize.Width < _painter.Width ? NarrowFrameCount : Math.Max(0, _narrowFramesLeft - 1);
            RenderOptions frame = _narrowFramesLeft > 0 ? HalfSize(options) : options;
            return new RegionSpace(options, frame, _painter.FrameHeight(frame.ConsoleSize), generation);
        }
    }

    /// <summary>Replaces the displayed lines, unless the region has changed since the frame was measured.</summary>
    public void Draw(RegionSpace space, RegionFrame frame)
    {
        lock (_lock)
        {
            if (space.Generation == _generation && _suspensions == 0 && !_isYielded && _output.Owner == TerminalOwner.ThisProgram)
            {
                _generation++;
                _painter.Draw(space, frame.Lines);
                _painter.ShowTaskbar(frame.Taskbar);
            }
        }
    }

    /// <summary>Discards a frame that was measured and is not drawn yet: it may show what is no longer true.</summary>
    public void DiscardFrame()
    {
        lock (_lock)
        {
            _generation++;
        }
    }

    /// <summary>Adds permanent lines, which the next frame writes above the region.</summary>
    public void WritePermanent(IReadOnlyList<FrameLine> lines)
    {
        string text = RegionComposer.RenderPermanent(_console.Profile.Capabilities, lines);
        lock (_lock)
        {
            _generation++;
            ProgramOutput.Pending.AddLines(text);
        }
    }

    /// <summary>
    /// Replaces the region by permanent lines and releases the screen, with the cursor visible. If another program has the
    /// terminal, only the program's own output is written; for another job, also the lines, as text.
    /// </summary>
    public void End(IReadOnlyList<FrameLine> lines)
    {
        RenderOptions options = Options();
        string text = RegionComposer.RenderPermanent(options.Capabilities, lines);
        lock (_lock)
        {
            _generation++;
            ProgramOutput.PassThrough(() => _painter.End(_output.Owner, options, text), isEnd: true);
            _painter.ShowTaskbar(default);
            Detach();
            _isYielded = false;
        }

        _output.Unwatch();
    }

    /// <summary>Measures the space for the frame of <see cref="PrepareForExit"/>.</summary>
    public RegionSpace MeasureForExit()
    {
        RenderOptions options = Options();
        return new RegionSpace(options, options, _painter.ParkedHeight(options.ConsoleSize), Generation: 0);
    }

    /// <summary>
    /// Prepares for the end or the stop of the process at any moment: the lines are complete, with the visible cursor below. The
    /// next frame, if any, continues from them, unless the screen was used otherwise.
    /// </summary>
    /// <param name="space">The space of <see cref="MeasureForExit"/>.</param>
    /// <param name="frame">The current state.</param>
    /// <param name="isStopped">Whether the process is stopped, so that the shell has the screen.</param>
    public void PrepareForExit(RegionSpace space, IReadOnlyList<FrameLine> frame, bool isStopped)
    {
        lock (_lock)
        {
            _generation++;
            if (_isAttached && _output.Owner == TerminalOwner.ThisProgram)
            {
                // The user of a suspended screen, or the shell, continues to write below.
                _painter.Park(space.Screen, frame, isLast: _suspensions > 0 || isStopped);
            }

            _painter.ShowTaskbar(default);
        }
    }

    /// <summary>Removes the region from the screen until <see cref="Resume"/>, with the cursor visible.</summary>
    public void Suspend()
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            bool isFirst = _suspensions++ == 0 && _isAttached;
            ProgramOutput.PassThrough(isFirst ? () => _painter.Release(options) : static () => { }, isEnd: false);
        }
    }

    /// <summary>Ends a suspension. The next frame after the last one shows the region again.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (--_suspensions == 0)
            {
                ProgramOutput.BufferOutput();
            }
        }
    }

    /// <summary>Marks the screen as changed, so that the next frame redraws everything.</summary>
    public void Invalidate() => _painter.Invalidate();

    /// <summary>Discards the position of the region, because the screen was used otherwise.</summary>
    public void ResetPosition()
    {
        lock (_lock)
        {
            _painter.ResetPosition();
        }
    }

    private static RenderOptions HalfSize(RenderOptions options) =>
        options with { ConsoleSize = new Size(options.ConsoleSize.Width / 2, options.ConsoleSize.Height / 2) };

    /// <summary>
    /// Whether the region may be drawn: neither another program nor another job has the terminal. Until then, output of the
    /// program that would disturb the other program's output is buffered.
    /// </summary>
    private bool TryAcquireTerminal()
    {
        TerminalOwner owner = _output.Owner;
        if (owner == TerminalOwner.ThisProgram && !(_isYielded && _output.IsUsedByChild))
        {
            _isYielded = false;
            return true;
        }

        Yield(owner);
        if (owner is TerminalOwner.ThisProgram or TerminalOwner.OtherJob)
        {
            _painter.FlushLines();
        }

        return false;
    }

    /// <summary>
    /// Makes room for a program that writes to the terminal directly: everything below its cursor is erased. A program that reads
    /// keys may have filled the screen, and restores it at its end.
    /// </summary>
    private void Yield(TerminalOwner owner)
    {
        _isYielded = true;
        _painter.Yield(owner);
    }

    private void YieldToChild()
    {
        lock (_lock)
        {
            if (_suspensions == 0)
            {
                Yield(_output.Owner);
            }
        }
    }

    /// <summary>Inserts an empty line for the first output of processes that the program may start.</summary>
    private void MakeRoomForChild()
    {
        lock (_lock)
        {
            // A frame that was measured before has no room.
            _generation++;
            if (_suspensions == 0 && _painter.CanMakeRoom && _output.Owner == TerminalOwner.ThisProgram)
            {
                _painter.MakeRoom();
            }
        }
    }

    private void Attach(RenderOptions options)
    {
        if (_isAttached)
        {
            return;
        }

        _isAttached = true;
        ProgramOutput.BeginBuffering(options.Capabilities, options.ConsoleSize.Width);
        _console.Pipeline.Attach(ProgramOutput);
    }

    private void Detach()
    {
        if (_isAttached)
        {
            _isAttached = false;
            _console.Pipeline.Detach(ProgramOutput);
        }
    }
}
