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
    private const int FramesOfCare = 10;

    private readonly Lock _gate = new();
    private readonly IAnsiConsole _console;
    private readonly TerminalOutput _output;
    private readonly RegionComposer _composer;
    private volatile bool _isStale;
    private Size _size;
    private int _carefulFrames;
    private int _suspensions;
    private bool _isAttached;
    private bool _isYielded;
    private bool _isCursorVisible;

    public LiveRegion(IAnsiConsole console, TerminalOutput output)
    {
        _console = console;
        _output = output;
        Writing = new ProgramWriting(output, WriteKept);
        _composer = new RegionComposer(Kept, output);
    }

    /// <summary>The process's input, whose lock is held while a key is awaited; null while it is not captured.</summary>
    public TextReader? KeyReader { get; set; }

    /// <summary>What the program writes.</summary>
    public ProgramWriting Writing { get; }

    private ProgramText Kept => Writing.Kept;

    private RegionRows Standing
    {
        get => Volatile.Read(ref field);
        set
        {
            Volatile.Write(ref field, value);
            Writing.IsUrgent = value.Rest == CursorRest.Below;
        }
    } = RegionRows.None;

    private bool IsShown => Standing.Rest != CursorRest.Program;

    /// <summary>Notes from now on what is written to the terminal.</summary>
    public void Listen() => _output.Watch(MakeRoomForChild, YieldToChild);

    /// <summary>Ends <see cref="Listen"/> where nothing was drawn.</summary>
    public void StopListening()
    {
        Writing.Pass(static () => { }, isEnd: true);
        _output.Unwatch();
    }

    /// <summary>Shows these lines in place of the ones that stand there, rewriting only what differs.</summary>
    public void Draw(RegionFrame frame)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            if (_suspensions == 0 && HasTerminal())
            {
                Attach(options);
                _carefulFrames = IsShown && options.ConsoleSize.Width < _size.Width ? FramesOfCare : Math.Max(0, _carefulFrames - 1);
                DrawRows(options, frame);
            }
        }
    }

    /// <summary>Has lines that stay written above the region, with the next frame.</summary>
    public void Commit(RegionFrame lines)
    {
        RenderOptions options = Options();
        Kept.AddWhole(RegionComposer.Staying(options, lines));
    }

    /// <summary>Tells the terminal something that is not shown where the cursor is, such as the progress of its taskbar button.</summary>
    /// <param name="sequence">A control sequence that leaves the cursor alone; empty to tell nothing.</param>
    public void Signal(string sequence)
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
    public void End(RegionFrame lines)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            Writing.Pass(() => EndAs(_output.Holder, options, lines), isEnd: true);
            Detach();
            _isYielded = false;
        }

        _output.Unwatch();
    }

    /// <summary>
    /// Has the process end at any moment from now on, or be stopped: these lines stand whole, and the cursor is visible below
    /// them. The next frame takes them up again, if there is one and nothing else has had the screen.
    /// </summary>
    public void Park(RegionFrame frame, Leaving leaving)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            if (!_isAttached || _output.Holder != TerminalHolder.ThisProgram)
            {
                return;
            }

            var parked = new RegionRows(_composer.Rows(options, frame, hasRoom: false), CursorRest.Below);
            AnsiText text = Begin(options);
            Clear(text, options);
            BreakLine(text);
            parked.Write(text.Raw(Kept.TakeWhole()));

            // What has the screen in a suspension, or the shell, writes on below.
            Write(text.ShowCursor(), _suspensions > 0 || leaving == Leaving.Stopped ? RegionRows.None : parked);
        }
    }

    /// <summary>Takes the region off the screen, for as long as somebody else wants to have that, with the cursor visible.</summary>
    public void Suspend()
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            bool isFirst = _suspensions++ == 0 && _isAttached;
            Writing.Pass(isFirst ? () => LeaveToProgram(options) : static () => { }, isEnd: false);
        }
    }

    /// <summary>Ends a suspension; the next frame after the last one brings the region back.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (--_suspensions == 0)
            {
                Writing.Keep();
            }
        }
    }

    /// <summary>Has everything drawn anew with the next frame: something has happened to the screen.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Forgets where the region is: somebody else has had the screen meanwhile.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Standing = RegionRows.None;
        }
    }

    private static AnsiText Begin(RenderOptions options) => new AnsiText(options.Capabilities).BeginSynchronized();

    /// <summary>Before any lock: to learn the size of the window the console's own lock is taken.</summary>
    private RenderOptions Options() => RenderOptions.Create(_console, _console.Profile.Capabilities);

    private void DrawRows(RenderOptions options, RegionFrame frame)
    {
        bool isKeyAwaited = KeyWait.IsOn(KeyReader);
        bool isAtLine = Standing.Rest == CursorRest.Line || (isKeyAwaited && Kept.HasOpen);
        bool isOpen = false;
        string written = isAtLine ? Kept.TakeAll(out isOpen) : Kept.TakeWhole();
        bool staysAtLine = isAtLine && (isOpen || written.Length == 0);
        List<RegionRow> rows = _carefulFrames > 0
            ? _composer.RowsInHalf(options, frame, hasRoom: !staysAtLine)
            : _composer.Rows(options, frame, hasRoom: !staysAtLine);
        var next = new RegionRows(rows, staysAtLine ? CursorRest.Line : CursorRest.Top);
        bool isCursorVisible = isKeyAwaited && staysAtLine;
        bool isInPlace = Standing.Rest == next.Rest && written.Length == 0 && IsOf(options.ConsoleSize) && !_isStale;
        if (isInPlace && isCursorVisible == _isCursorVisible && next.Rows.SequenceEqual(Standing.Rows))
        {
            return;
        }

        _isStale = false;
        _size = options.ConsoleSize;
        _isCursorVisible = isCursorVisible;
        AnsiText text = Begin(options);
        if (isInPlace)
        {
            next.WriteChanged(text, Standing);
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
    private bool HasTerminal()
    {
        TerminalHolder holder = _output.Holder;
        if (holder == TerminalHolder.ThisProgram && !(_isYielded && _output.IsUsedByChild))
        {
            _isYielded = false;
            return true;
        }

        Yield(holder);
        if (holder is TerminalHolder.ThisProgram or TerminalHolder.OtherJob)
        {
            WriteWhole();
        }

        return false;
    }

    /// <summary>
    /// Makes room for a program that writes to the terminal past the region: nothing is left below where it has left the
    /// cursor. A program that reads keys may have filled the screen, which it then gives back as it was.
    /// </summary>
    private void Yield(TerminalHolder holder)
    {
        CursorRest rest = Standing.Rest;
        _isYielded = true;
        Standing = RegionRows.None;
        if (rest is CursorRest.Top or CursorRest.Line && holder is TerminalHolder.ThisProgram or TerminalHolder.SilentReader)
        {
            _output.Write(new AnsiText(_console.Profile.Capabilities).EraseAfterCursor().ShowCursor().ToString());
        }
    }

    private void YieldToChild()
    {
        lock (_gate)
        {
            if (_suspensions == 0)
            {
                Yield(_output.Holder);
            }
        }
    }

    /// <summary>The program may start others from now on: an empty line for what they write first.</summary>
    private void MakeRoomForChild()
    {
        lock (_gate)
        {
            RegionRows standing = Standing;
            if (_suspensions > 0 || standing.Rest != CursorRest.Top || Kept.HasOpen || _output.Holder != TerminalHolder.ThisProgram)
            {
                return;
            }

            AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
            standing.Clear(text, width: 0, countsWrapped: false);
            var roomy = new RegionRows([RegionRow.Blank, .. standing.Rows.Take(Math.Max(0, _size.Height - 2))], CursorRest.Top);
            roomy.Write(text);
            Write(text, roomy);
        }
    }

    private void LeaveToProgram(RenderOptions options)
    {
        AnsiText text = Begin(options);
        if (IsShown)
        {
            Clear(text, options);
        }

        Write(text.Raw(Kept.TakeAll()).ShowCursor(), RegionRows.None);
    }

    private void EndAs(TerminalHolder holder, RenderOptions options, RegionFrame lines)
    {
        string kept = Kept.TakeAll(out bool isOpen);
        string end = isOpen ? AnsiText.NewLine : "";
        if (holder is TerminalHolder.ThisProgram)
        {
            AnsiText text = Begin(options);
            Clear(text, options);
            if (kept.Length == 0)
            {
                BreakLine(text);
            }

            Write(text.Raw(kept).Raw(end).Raw(RegionComposer.Staying(options, lines)).ShowCursor(), RegionRows.None);
            return;
        }

        Standing = RegionRows.None;
        _output.Write(holder == TerminalHolder.OtherJob ? AnsiText.NewLine + kept + end + RegionComposer.Staying(options, lines) : kept);
    }

    /// <summary>Ends the open line that the cursor is at the end of.</summary>
    private void BreakLine(AnsiText text)
    {
        if (Standing.Rest == CursorRest.Line)
        {
            text.Break();
        }
    }

    private bool IsOf(Size size) => (size.Width, size.Height) == (_size.Width, _size.Height);

    /// <summary>
    /// What a terminal that has become lower has cut off below the cursor it can't have wrapped; so much is then not
    /// known. Better to leave a line of the tree behind than to erase one of the program's.
    /// </summary>
    private void Clear(AnsiText text, RenderOptions options) =>
        Standing.Clear(text, options.ConsoleSize.Width, _output.CountsWrappedLines && options.ConsoleSize.Height >= _size.Height);

    /// <summary>Called on the program's threads, inside locks of the console.</summary>
    private void WriteKept()
    {
        RegionRows standing = Standing;
        if (standing.Rest == CursorRest.Program)
        {
            WriteWhole();
            return;
        }

        AnsiText text = new AnsiText(_console.Profile.Capabilities).BeginSynchronized();
        standing.Clear(text, width: 0, countsWrapped: false);
        BreakLine(text);
        text.Raw(Kept.TakeWhole());
        standing.Write(text);
        _isStale = true;
        _output.Write(text.EndSynchronized().ToString());
    }

    /// <summary>Writes the whole lines as they are: the region does not show.</summary>
    private void WriteWhole()
    {
        string whole = Kept.TakeWhole();
        if (whole.Length > 0)
        {
            _output.Write(whole);
        }
    }

    private void Write(AnsiText text, RegionRows standing)
    {
        Standing = standing;
        _output.Write(text.EndSynchronized().ToString());
    }

    private void Attach(RenderOptions options)
    {
        if (_isAttached)
        {
            return;
        }

        _isAttached = true;
        Writing.Begin(options.Capabilities, options.ConsoleSize.Width);
        _console.Pipeline.Attach(Writing);
    }

    private void Detach()
    {
        if (_isAttached)
        {
            _isAttached = false;
            _console.Pipeline.Detach(Writing);
        }
    }
}
