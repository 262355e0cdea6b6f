using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>
/// Lines at the bottom of a terminal that are redrawn repeatedly, while all output of the program appears above them.
/// </summary>
/// <remarks>
/// The program's output is buffered until the next frame. Its threads hold locks of the console, and the region waits for these
/// locks when it writes. Therefore the threads never wait for the region. If they must write themselves, because the buffer is
/// full or the process may be about to end, they do so without the region's lock. Each such write is complete in itself, and the
/// next frame redraws everything.
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
    private readonly RegionComposer _composer;
    private volatile bool _isStale;
    private Size _size;
    private int _narrowFramesLeft;
    private int _suspensions;
    private bool _isAttached;
    private bool _isYielded;
    private bool _isCursorVisible;

    public LiveRegion(IAnsiConsole console, TerminalOutput output)
    {
        _console = console;
        _output = output;
        ProgramOutput = new ProgramOutputRouter(output, FlushAboveRegion);
        _composer = new RegionComposer(Pending, output);
    }

    /// <summary>The process's input, whose lock is held while the program waits for a key; null if it is not captured.</summary>
    public TextReader? KeyReader { get; set; }

    /// <summary>The output of the program.</summary>
    public ProgramOutputRouter ProgramOutput { get; }

    private ProgramOutputBuffer Pending => ProgramOutput.Pending;

    private RegionRows Displayed
    {
        get => Volatile.Read(ref field);
        set
        {
            Volatile.Write(ref field, value);
            ProgramOutput.IsUrgent = value.Anchor == CursorAnchor.Below;
        }
    } = RegionRows.None;

    private bool IsShown => Displayed.Anchor != CursorAnchor.Program;

    /// <summary>Starts to monitor writes to the terminal.</summary>
    public void StartListening() => _output.Watch(MakeRoomForChild, YieldToChild);

    /// <summary>Ends <see cref="StartListening"/> if nothing was drawn.</summary>
    public void StopListening()
    {
        ProgramOutput.PassThrough(static () => { }, isEnd: true);
        _output.Unwatch();
    }

    /// <summary>Replaces the displayed lines. Only lines that differ are rewritten.</summary>
    public void Draw(RegionFrameFactory frame)
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            if (_suspensions == 0 && TryAcquireTerminal())
            {
                Attach(options);
                _narrowFramesLeft = IsShown && options.ConsoleSize.Width < _size.Width ? NarrowFrameCount : Math.Max(0, _narrowFramesLeft - 1);
                DrawRows(options, frame);
            }
        }
    }

    /// <summary>Adds permanent lines, which the next frame writes above the region.</summary>
    public void WritePermanent(RegionFrameFactory lines)
    {
        RenderOptions options = Options();
        Pending.AddLines(RegionComposer.RenderPermanent(options, lines));
    }

    /// <summary>Writes a control sequence without visible output, such as the progress of the taskbar button.</summary>
    /// <param name="sequence">A control sequence that does not move the cursor, or an empty string.</param>
    public void WriteControlSequence(string sequence)
    {
        if (sequence.Length > 0)
        {
            _output.Write(sequence);
        }
    }

    /// <summary>
    /// Replaces the region by permanent lines and releases the screen, with the cursor visible. If another program has the
    /// terminal, only the program's own output is written; for another job, also the lines, as text.
    /// </summary>
    public void End(RegionFrameFactory lines)
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            ProgramOutput.PassThrough(() => EndAs(_output.Owner, options, lines), isEnd: true);
            Detach();
            _isYielded = false;
        }

        _output.Unwatch();
    }

    /// <summary>
    /// Prepares for the end or the stop of the process at any moment: the lines are complete, with the visible cursor below. The
    /// next frame, if any, continues from them, unless the screen was used otherwise.
    /// </summary>
    public void PrepareForExit(RegionFrameFactory frame, bool isStopped)
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            if (!_isAttached || _output.Owner != TerminalOwner.ThisProgram)
            {
                return;
            }

            var parked = new RegionRows(_composer.Compose(options, frame, hasRoom: false), CursorAnchor.Below);
            AnsiText text = BeginUpdate(options);
            Clear(text, options);
            EndOpenLine(text);
            parked.Write(text.Raw(Pending.DrainLines()));

            // The user of a suspended screen, or the shell, continues to write below.
            Write(text.ShowCursor(), _suspensions > 0 || isStopped ? RegionRows.None : parked);
        }
    }

    /// <summary>Removes the region from the screen until <see cref="Resume"/>, with the cursor visible.</summary>
    public void Suspend()
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            bool isFirst = _suspensions++ == 0 && _isAttached;
            ProgramOutput.PassThrough(isFirst ? () => ReleaseToProgram(options) : static () => { }, isEnd: false);
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
    public void Invalidate() => _isStale = true;

    /// <summary>Discards the position of the region, because the screen was used otherwise.</summary>
    public void ResetPosition()
    {
        lock (_lock)
        {
            Displayed = RegionRows.None;
        }
    }

    private static AnsiText BeginUpdate(RenderOptions options) => new AnsiText(options.Capabilities).BeginSynchronized();

    /// <summary>Call it outside all locks: the size of the window needs the console's own lock.</summary>
    private RenderOptions Options() => RenderOptions.Create(_console, _console.Profile.Capabilities);

    private void DrawRows(RenderOptions options, RegionFrameFactory frame)
    {
        bool isKeyAwaited = KeyWait.IsWaiting(KeyReader);
        bool isAtLine = Displayed.Anchor == CursorAnchor.Line || (isKeyAwaited && Pending.HasOpenLine);
        bool isOpen = false;
        string written = isAtLine ? Pending.DrainAll(out isOpen) : Pending.DrainLines();
        bool staysAtLine = isAtLine && (isOpen || written.Length == 0);
        List<RegionRow> rows = _narrowFramesLeft > 0
            ? _composer.ComposeHalfSize(options, frame, hasRoom: !staysAtLine)
            : _composer.Compose(options, frame, hasRoom: !staysAtLine);
        var next = new RegionRows(rows, staysAtLine ? CursorAnchor.Line : CursorAnchor.Top);
        bool isCursorVisible = isKeyAwaited && staysAtLine;
        bool isInPlace = Displayed.Anchor == next.Anchor && written.Length == 0 && HasSize(options.ConsoleSize) && !_isStale;
        if (isInPlace && isCursorVisible == _isCursorVisible && next.Rows.SequenceEqual(Displayed.Rows))
        {
            return;
        }

        _isStale = false;
        _size = options.ConsoleSize;
        _isCursorVisible = isCursorVisible;
        AnsiText text = BeginUpdate(options);
        if (isInPlace)
        {
            next.WriteChanged(text, Displayed);
        }
        else
        {
            text.HideCursor();
            Clear(text, options);
            next.Write(text.Raw(written));
        }

        Write(isCursorVisible ? text.ShowCursor() : isInPlace ? text : text.HideCursor(), next);
    }

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
            FlushLines();
        }

        return false;
    }

    /// <summary>
    /// Makes room for a program that writes to the terminal directly: everything below its cursor is erased. A program that reads
    /// keys may have filled the screen, and restores it at its end.
    /// </summary>
    private void Yield(TerminalOwner owner)
    {
        CursorAnchor anchor = Displayed.Anchor;
        _isYielded = true;
        Displayed = RegionRows.None;
        if (anchor is CursorAnchor.Top or CursorAnchor.Line && owner is TerminalOwner.ThisProgram or TerminalOwner.SilentReader)
        {
            _output.Write(new AnsiText(_console.Profile.Capabilities).EraseAfterCursor().ShowCursor().ToString());
        }
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
            RegionRows displayed = Displayed;
            if (_suspensions > 0 || displayed.Anchor != CursorAnchor.Top || Pending.HasOpenLine || _output.Owner != TerminalOwner.ThisProgram)
            {
                return;
            }

            AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
            displayed.Clear(text, width: 0, countsWrapped: false);
            var roomy = new RegionRows([RegionRow.Blank, .. displayed.Rows.Take(Math.Max(0, _size.Height - 2))], CursorAnchor.Top);
            roomy.Write(text);
            Write(text, roomy);
        }
    }

    private void ReleaseToProgram(RenderOptions options)
    {
        AnsiText text = BeginUpdate(options);
        if (IsShown)
        {
            Clear(text, options);
        }

        Write(text.Raw(Pending.DrainAll()).ShowCursor(), RegionRows.None);
    }

    private void EndAs(TerminalOwner owner, RenderOptions options, RegionFrameFactory lines)
    {
        string pending = Pending.DrainAll(out bool isOpen);
        string end = isOpen ? AnsiText.NewLine : "";
        if (owner is TerminalOwner.ThisProgram)
        {
            AnsiText text = BeginUpdate(options);
            Clear(text, options);
            if (pending.Length == 0)
            {
                EndOpenLine(text);
            }

            Write(text.Raw(pending).Raw(end).Raw(RegionComposer.RenderPermanent(options, lines)).ShowCursor(), RegionRows.None);
            return;
        }

        Displayed = RegionRows.None;
        _output.Write(owner == TerminalOwner.OtherJob ? AnsiText.NewLine + pending + end + RegionComposer.RenderPermanent(options, lines) : pending);
    }

    /// <summary>Ends the open line at whose end the cursor is.</summary>
    private void EndOpenLine(AnsiText text)
    {
        if (Displayed.Anchor == CursorAnchor.Line)
        {
            text.Break();
        }
    }

    private bool HasSize(Size size) => (size.Width, size.Height) == (_size.Width, _size.Height);

    /// <summary>
    /// Erases the region. A terminal that has become lower cannot have wrapped the lines that it cut off below the cursor, so
    /// their number is unknown. In doubt a line of the tree remains, rather than a line of the program being erased.
    /// </summary>
    private void Clear(AnsiText text, RenderOptions options) =>
        Displayed.Clear(text, options.ConsoleSize.Width, _output.CountsWrappedLines && options.ConsoleSize.Height >= _size.Height);

    /// <summary>Called on the program's threads, inside locks of the console.</summary>
    private void FlushAboveRegion()
    {
        RegionRows displayed = Displayed;
        if (displayed.Anchor == CursorAnchor.Program)
        {
            FlushLines();
            return;
        }

        AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
        displayed.Clear(text, width: 0, countsWrapped: false);
        EndOpenLine(text);
        text.Raw(Pending.DrainLines());
        displayed.Write(text);
        _isStale = true;
        _output.Write(text.EndSynchronized().ToString());
    }

    /// <summary>Writes the complete lines unchanged, because the region is not shown.</summary>
    private void FlushLines()
    {
        string whole = Pending.DrainLines();
        if (whole.Length > 0)
        {
            _output.Write(whole);
        }
    }

    private void Write(AnsiText text, RegionRows displayed)
    {
        Displayed = displayed;
        _output.Write(text.EndSynchronized().ToString());
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
