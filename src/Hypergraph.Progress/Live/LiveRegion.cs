using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>
/// Lines at the bottom of what a terminal shows that are drawn again and again, while everything that the program writes
/// in the meantime appears above them.
/// </summary>
/// <remarks>
/// What the program writes is kept for the next frame: its threads hold the locks of the console that they write to, for
/// which the region waits when it writes. So they never wait for the region. Where they have to write themselves (too
/// much is kept, or the process may be about to end) they do so without its lock: what they write is complete in itself,
/// and the next frame draws everything anew.
/// </remarks>
internal sealed class LiveRegion
{
    /// <summary>
    /// The frames for which a terminal that has become narrower is taken to go on so: whoever drags its edge does not
    /// stop at once, and lines that it wraps push others out of the screen, where nobody can erase them.
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

    /// <summary>The process's input, whose lock is held while a key is awaited; null while it is not captured.</summary>
    public TextReader? KeyReader { get; set; }

    /// <summary>What the program writes.</summary>
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

    /// <summary>Notes from now on what is written to the terminal.</summary>
    public void StartListening() => _output.Watch(MakeRoomForChild, YieldToChild);

    /// <summary>Ends <see cref="StartListening"/> where nothing was drawn.</summary>
    public void StopListening()
    {
        ProgramOutput.PassThrough(static () => { }, isEnd: true);
        _output.Unwatch();
    }

    /// <summary>Shows these lines in place of the ones that stand there, rewriting only what differs.</summary>
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

    /// <summary>Has lines that stay written above the region, with the next frame.</summary>
    public void WritePermanent(RegionFrameFactory lines)
    {
        RenderOptions options = Options();
        Pending.AddLines(RegionComposer.RenderPermanent(options, lines));
    }

    /// <summary>Tells the terminal something that is not shown where the cursor is, such as the progress of its taskbar button.</summary>
    /// <param name="sequence">A control sequence that leaves the cursor alone; empty to tell nothing.</param>
    public void WriteControlSequence(string sequence)
    {
        if (sequence.Length > 0)
        {
            _output.Write(sequence);
        }
    }

    /// <summary>
    /// Puts lines that stay in place of the region and gives the screen back, with the cursor visible. Where another program
    /// has the terminal, it gets only what the program has written; another job's also the lines, as text.
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
    /// Has the process end at any moment from now on, or be stopped: these lines stand whole, and the cursor is visible below
    /// them. The next frame takes them up again, if there is one and nothing else has had the screen.
    /// </summary>
    public void PrepareForExit(RegionFrameFactory frame, ExitKind leaving)
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

            // What has the screen in a suspension, or the shell, writes on below.
            Write(text.ShowCursor(), _suspensions > 0 || leaving == ExitKind.Stopped ? RegionRows.None : parked);
        }
    }

    /// <summary>Takes the region off the screen, for as long as somebody else wants to have that, with the cursor visible.</summary>
    public void Suspend()
    {
        RenderOptions options = Options();
        lock (_lock)
        {
            bool isFirst = _suspensions++ == 0 && _isAttached;
            ProgramOutput.PassThrough(isFirst ? () => ReleaseToProgram(options) : static () => { }, isEnd: false);
        }
    }

    /// <summary>Ends a suspension; the next frame after the last one brings the region back.</summary>
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

    /// <summary>Has everything drawn anew with the next frame: something has happened to the screen.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Forgets where the region is: somebody else has had the screen meanwhile.</summary>
    public void ResetPosition()
    {
        lock (_lock)
        {
            Displayed = RegionRows.None;
        }
    }

    private static AnsiText BeginUpdate(RenderOptions options) => new AnsiText(options.Capabilities).BeginSynchronized();

    /// <summary>Before any lock: to learn the size of the window the console's own lock is taken.</summary>
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
    /// Whether the region may be drawn: neither another program nor another job has the terminal. What the program itself
    /// writes meanwhile is kept where it would come amid what that program shows.
    /// </summary>
    private bool TryAcquireTerminal()
    {
        TerminalOwner holder = _output.Owner;
        if (holder == TerminalOwner.ThisProgram && !(_isYielded && _output.IsUsedByChild))
        {
            _isYielded = false;
            return true;
        }

        Yield(holder);
        if (holder is TerminalOwner.ThisProgram or TerminalOwner.OtherJob)
        {
            FlushLines();
        }

        return false;
    }

    /// <summary>
    /// Makes room for a program that writes to the terminal past the region: nothing is left below where it has left the
    /// cursor. A program that reads keys may have filled the screen, which it then gives back as it was.
    /// </summary>
    private void Yield(TerminalOwner holder)
    {
        CursorAnchor rest = Displayed.Anchor;
        _isYielded = true;
        Displayed = RegionRows.None;
        if (rest is CursorAnchor.Top or CursorAnchor.Line && holder is TerminalOwner.ThisProgram or TerminalOwner.SilentReader)
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

    /// <summary>The program may start others from now on: an empty line for what they write first.</summary>
    private void MakeRoomForChild()
    {
        lock (_lock)
        {
            RegionRows standing = Displayed;
            if (_suspensions > 0 || standing.Anchor != CursorAnchor.Top || Pending.HasOpenLine || _output.Owner != TerminalOwner.ThisProgram)
            {
                return;
            }

            AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
            standing.Clear(text, width: 0, countsWrapped: false);
            var roomy = new RegionRows([RegionRow.Blank, .. standing.Rows.Take(Math.Max(0, _size.Height - 2))], CursorAnchor.Top);
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

    private void EndAs(TerminalOwner holder, RenderOptions options, RegionFrameFactory lines)
    {
        string kept = Pending.DrainAll(out bool isOpen);
        string end = isOpen ? AnsiText.NewLine : "";
        if (holder is TerminalOwner.ThisProgram)
        {
            AnsiText text = BeginUpdate(options);
            Clear(text, options);
            if (kept.Length == 0)
            {
                EndOpenLine(text);
            }

            Write(text.Raw(kept).Raw(end).Raw(RegionComposer.RenderPermanent(options, lines)).ShowCursor(), RegionRows.None);
            return;
        }

        Displayed = RegionRows.None;
        _output.Write(holder == TerminalOwner.OtherJob ? AnsiText.NewLine + kept + end + RegionComposer.RenderPermanent(options, lines) : kept);
    }

    /// <summary>Ends the open line that the cursor is at the end of.</summary>
    private void EndOpenLine(AnsiText text)
    {
        if (Displayed.Anchor == CursorAnchor.Line)
        {
            text.Break();
        }
    }

    private bool HasSize(Size size) => (size.Width, size.Height) == (_size.Width, _size.Height);

    /// <summary>
    /// What a terminal that has become lower has cut off below the cursor it can't have wrapped; so much is then not
    /// known. Better to leave a line of the tree behind than to erase one of the program's.
    /// </summary>
    private void Clear(AnsiText text, RenderOptions options) =>
        Displayed.Clear(text, options.ConsoleSize.Width, _output.CountsWrappedLines && options.ConsoleSize.Height >= _size.Height);

    /// <summary>Called on the program's threads, inside locks of the console.</summary>
    private void FlushAboveRegion()
    {
        RegionRows standing = Displayed;
        if (standing.Anchor == CursorAnchor.Program)
        {
            FlushLines();
            return;
        }

        AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
        standing.Clear(text, width: 0, countsWrapped: false);
        EndOpenLine(text);
        text.Raw(Pending.DrainLines());
        standing.Write(text);
        _isStale = true;
        _output.Write(text.EndSynchronized().ToString());
    }

    /// <summary>Writes the whole lines as they are: the region does not show.</summary>
    private void FlushLines()
    {
        string whole = Pending.DrainLines();
        if (whole.Length > 0)
        {
            _output.Write(whole);
        }
    }

    private void Write(AnsiText text, RegionRows standing)
    {
        Displayed = standing;
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
