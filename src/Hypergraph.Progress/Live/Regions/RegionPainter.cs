using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>
/// Writes the live region and the buffered output of the program to the terminal, and records what the terminal displays. Not
/// thread-safe, except for <see cref="FlushAbove"/> and <see cref="Invalidate"/>.
/// </summary>
internal sealed class RegionPainter
{
    private readonly IReadOnlyCapabilities _capabilities;
    private readonly TerminalOutput _output;
    private readonly RegionComposer _composer;
    private volatile bool _isStale;
    private Size _size;
    private TaskbarState _taskbar;
    private bool _isCursorVisible;

    public RegionPainter(IAnsiConsole console, TerminalOutput output)
    {
        _capabilities = console.Profile.Capabilities;
        _output = output;
        ProgramOutput = new ProgramOutputRouter(output, FlushAbove);
        _composer = new RegionComposer(Pending, output);
    }

    /// <summary>The process's input, whose lock is held while the program waits for a key; null if it is not captured.</summary>
    public TextReader? KeyReader { get; set; }

    /// <summary>The output of the program.</summary>
    public ProgramOutputRouter ProgramOutput { get; }

    /// <summary>The width of the console when the region was last drawn.</summary>
    public int Width => _size.Width;

    public bool IsShown => Displayed.Anchor != CursorAnchor.Program;

    /// <summary>Whether a line can be inserted above the rows without touching an open line of the program.</summary>
    public bool CanMakeRoom => Displayed.Anchor == CursorAnchor.Top && !Pending.HasOpenLine;

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

    /// <summary>Returns the number of lines that remain for a frame on a console of this size.</summary>
    public int FrameHeight(Size console)
    {
        bool isAtLine = IsAtLine(KeyWait.IsWaiting(KeyReader));
        bool staysAtLine = isAtLine && (Pending.HasOpenLine || !Pending.HasLines);
        return _composer.FrameHeight(console, hasOpenLines: !isAtLine, hasRoom: !staysAtLine);
    }

    /// <summary>Returns the number of lines that remain for a frame that <see cref="Park"/> draws.</summary>
    public int ParkedHeight(Size console) => _composer.FrameHeight(console, hasOpenLines: true, hasRoom: false);

    /// <summary>Replaces the displayed lines. Only lines that differ are rewritten.</summary>
    public void Draw(RegionSpace space, IReadOnlyList<FrameLine> frame)
    {
        RenderOptions options = space.Screen;
        bool isKeyAwaited = KeyWait.IsWaiting(KeyReader);
        bool isAtLine = IsAtLine(isKeyAwaited);
        bool isOpen = false;
        string written = isAtLine ? Pending.DrainAll(out isOpen) : Pending.DrainLines();
        bool staysAtLine = isAtLine && (isOpen || written.Length == 0);
        List<RegionRow> rows = _composer.Compose(space.Frame.ConsoleSize, _capabilities, frame, hasRoom: !staysAtLine);
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
        AnsiText text = BeginUpdate();
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

    /// <summary>Shows the progress in the taskbar button or tab of the terminal.</summary>
    public void ShowTaskbar(TaskbarState state)
    {
        if (state != _taskbar)
        {
            _taskbar = state;
            _output.Write(state.Sequence);
        }
    }

    /// <summary>Erases everything below the cursor, if the terminal is not another job's, and forgets the region.</summary>
    /// <param name="owner">The program that has the terminal.</param>
    public void Yield(TerminalOwner owner)
    {
        CursorAnchor anchor = Displayed.Anchor;
        Displayed = RegionRows.None;
        if (anchor is CursorAnchor.Top or CursorAnchor.Line && owner is TerminalOwner.ThisProgram or TerminalOwner.SilentReader)
        {
            _output.Write(new AnsiText(_capabilities).EraseAfterCursor().ShowCursor().ToString());
        }
    }

    /// <summary>Inserts an empty line above the rows.</summary>
    public void MakeRoom()
    {
        RegionRows displayed = Displayed;
        AnsiText text = BeginUpdate();
        displayed.Clear(text, width: 0, countsWrapped: false);
        var roomy = new RegionRows([RegionRow.Blank, .. displayed.Rows.Take(Math.Max(0, _size.Height - 2))], CursorAnchor.Top);
        roomy.Write(text);
        Write(text, roomy);
    }

    /// <summary>Erases the region, and writes all output of the program. The cursor is visible after it.</summary>
    public void Release(RenderOptions options)
    {
        AnsiText text = BeginUpdate();
        if (IsShown)
        {
            Clear(text, options);
        }

        Write(text.Raw(Pending.DrainAll()).ShowCursor(), RegionRows.None);
    }

    /// <summary>
    /// Replaces the region by all output of the program and permanent lines. If another program has the terminal, only the output
    /// is written; for another job, also the lines, as text.
    /// </summary>
    public void End(TerminalOwner owner, RenderOptions options, string lines)
    {
        string pending = Pending.DrainAll(out bool isOpen);
        string end = isOpen ? AnsiText.NewLine : "";
        if (owner is TerminalOwner.ThisProgram)
        {
            AnsiText text = BeginUpdate();
            Clear(text, options);
            if (pending.Length == 0)
            {
                EndOpenLine(text);
            }

            Write(text.Raw(pending).Raw(end).Raw(lines).ShowCursor(), RegionRows.None);
            return;
        }

        Displayed = RegionRows.None;
        _output.Write(owner == TerminalOwner.OtherJob ? AnsiText.NewLine + pending + end + lines : pending);
    }

    /// <summary>Draws a frame with the visible cursor below.</summary>
    /// <param name="options">The capabilities and the size of the console.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="isLast">Whether others continue to write below, so that no further frame replaces this one.</param>
    public void Park(RenderOptions options, IReadOnlyList<FrameLine> frame, bool isLast)
    {
        var parked = new RegionRows(_composer.Compose(options.ConsoleSize, _capabilities, frame, hasRoom: false), CursorAnchor.Below);
        AnsiText text = BeginUpdate();
        Clear(text, options);
        EndOpenLine(text);
        parked.Write(text.Raw(Pending.DrainLines()));
        Write(text.ShowCursor(), isLast ? RegionRows.None : parked);
    }

    /// <summary>Writes the complete lines of the program above the region. Called on the program's threads, inside locks of the console.</summary>
    public void FlushAbove()
    {
        RegionRows displayed = Displayed;
        if (displayed.Anchor == CursorAnchor.Program)
        {
            FlushLines();
            return;
        }

        AnsiText text = BeginUpdate();
        displayed.Clear(text, width: 0, countsWrapped: false);
        EndOpenLine(text);
        text.Raw(Pending.DrainLines());
        displayed.Write(text);
        _isStale = true;
        _output.Write(text.EndSynchronized().ToString());
    }

    /// <summary>Writes the complete lines of the program unchanged, because the region is not shown.</summary>
    public void FlushLines()
    {
        string whole = Pending.DrainLines();
        if (whole.Length > 0)
        {
            _output.Write(whole);
        }
    }

    /// <summary>Marks the screen as changed, so that the next frame redraws everything.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Discards the position of the region, because the screen was used otherwise.</summary>
    public void ResetPosition() => Displayed = RegionRows.None;

    private bool IsAtLine(bool isKeyAwaited) => Displayed.Anchor == CursorAnchor.Line || (isKeyAwaited && Pending.HasOpenLine);

    private AnsiText BeginUpdate() => new AnsiText(_capabilities).BeginSynchronized();

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

    private void Write(AnsiText text, RegionRows displayed)
    {
        Displayed = displayed;
        _output.Write(text.EndSynchronized().ToString());
    }
}
