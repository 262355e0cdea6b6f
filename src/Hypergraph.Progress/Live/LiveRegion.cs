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
internal sealed class LiveRegion(IAnsiConsole console, TerminalOutput output) : IRenderHook
{
    /// <summary>The most open lines that are shown at once.</summary>
    private const int MostOpenLines = 3;

    /// <summary>
    /// The frames for which a terminal that has become narrower is taken to go on so: whoever drags its edge does not
    /// stop at once, and lines that it wraps push others out of the screen, where nobody can erase them.
    /// </summary>
    private const int FramesOfCare = 10;

    private readonly Lock _gate = new();
    private readonly ProgramText _text = new();

    /// <summary>
    /// The open line of each flow of control, across its awaits: Spectre writes a line and its end apart, so that those
    /// of nodes at work at the same time come mixed.
    /// </summary>
    private readonly AsyncLocal<OpenLine?> _openLine = new();
    private volatile RegionRows _standing = RegionRows.None;
    private volatile bool _isStale;
    private volatile bool _isPassing = true;
    private Size _size;
    private int _carefulFrames;
    private int _suspensions;
    private bool _isAttached;

    /// <summary>The lines that the region may take: all but one, on which what the program wrote last can be seen.</summary>
    public static int HeightFor(RenderOptions options) => Math.Max(1, options.ConsoleSize.Height - 1);

    private bool IsShown => _standing.Rest != CursorRest.Program;

    /// <summary>Shows these lines in place of the ones that stand there, rewriting only what differs.</summary>
    public void Draw(RegionFrame frame)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            if (_suspensions == 0)
            {
                Attach();
                Size size = options.ConsoleSize;
                _carefulFrames = IsShown && size.Width < _size.Width ? FramesOfCare : Math.Max(0, _carefulFrames - 1);
                Draw(options, Rows(_carefulFrames > 0 ? HalfOf(options) : options, frame));
            }
        }
    }

    /// <summary>Has lines that stay written above the region, with the next frame.</summary>
    public void Commit(RegionFrame lines)
    {
        RenderOptions options = Options();
        _text.AddWhole(Staying(options, lines));
    }

    /// <summary>Tells the terminal something that is not shown where the cursor is, such as the progress of its taskbar button.</summary>
    /// <param name="sequence">A control sequence that leaves the cursor alone; empty to tell nothing.</param>
    public void Signal(string sequence)
    {
        if (sequence.Length > 0)
        {
            output.Write(sequence);
        }
    }

    /// <summary>Puts lines that stay in place of the region and gives the screen back, with the cursor visible.</summary>
    public void End(RegionFrame lines)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            AnsiText text = Begin(options);
            Clear(text, options);
            string kept = _text.TakeAll();
            text.Raw(kept).Raw(kept.Length == 0 || kept.EndsWith(AnsiText.NewLine, StringComparison.Ordinal) ? "" : AnsiText.NewLine);
            text.Raw(Staying(options, lines));
            Write(text.ShowCursor(), RegionRows.None);
            Detach();
        }
    }

    /// <summary>
    /// Has the process end at any moment from now on: these lines stand whole, and the cursor is visible below them. The
    /// next frame takes them up again, if there is one.
    /// </summary>
    public void Park(RegionFrame frame)
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            if (!_isAttached)
            {
                return;
            }

            var parked = new RegionRows(Rows(options, frame), CursorRest.Below);
            AnsiText text = Begin(options);
            Clear(text, options);
            parked.Write(text.Raw(_text.TakeWhole()));

            // Whoever has the screen in a suspension writes on below.
            Write(text.ShowCursor(), _suspensions > 0 ? RegionRows.None : parked);
        }
    }

    /// <summary>Takes the region off the screen, for as long as somebody else wants to have that, with the cursor visible.</summary>
    public void Suspend()
    {
        RenderOptions options = Options();
        lock (_gate)
        {
            _isPassing = true;
            if (_suspensions++ > 0 || !_isAttached)
            {
                return;
            }

            AnsiText text = Begin(options);
            if (IsShown)
            {
                Clear(text, options);
            }

            Write(text.Raw(_text.TakeAll()).ShowCursor(), RegionRows.None);
        }
    }

    /// <summary>Ends a suspension; the next frame after the last one brings the region back.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _suspensions--;
            _isPassing = _suspensions > 0 || !_isAttached;
        }
    }

    /// <summary>Has everything drawn anew with the next frame: something has happened to the screen.</summary>
    public void Invalidate() => _isStale = true;

    /// <summary>Forgets where the region is: somebody else has had the screen meanwhile.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _standing = RegionRows.None;
        }
    }

    /// <summary>Something that the program has written to one of the process's streams.</summary>
    /// <returns>False if it is to be written where it would have gone without the region.</returns>
    public bool TryKeep(OpenLine line, string text)
    {
        if (_isPassing)
        {
            return false;
        }

        if (_text.Add(line, text) || _standing.Rest == CursorRest.Below)
        {
            WriteKept();
        }

        return true;
    }

    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        List<IRenderable> written = [.. renderables];
        if (written is [RegionWrite] || _isPassing)
        {
            return written;
        }

        OpenLine line = _openLine.Value ?? new OpenLine();
        TryKeep(line, Render(options, written));
        _openLine.Value = line.Text.Length > 0 ? line : null;
        return [];
    }

    private static string Render(RenderOptions options, List<IRenderable> renderables)
    {
        AnsiText text = new(options.Capabilities);
        foreach (Segment segment in renderables.SelectMany(renderable => renderable.Render(options, options.ConsoleSize.Width)))
        {
            text.Segment(segment);
        }

        return text.ToString();
    }

    private static string Staying(RenderOptions options, RegionFrame lines)
    {
        AnsiText text = new(options.Capabilities);
        foreach (FrameLine line in lines(options, int.MaxValue))
        {
            text.Line(line).Break();
        }

        return text.ToString();
    }

    private static RenderOptions HalfOf(RenderOptions options) =>
        options with { ConsoleSize = new Size(options.ConsoleSize.Width / 2, options.ConsoleSize.Height / 2) };

    private static AnsiText Begin(RenderOptions options) => new AnsiText(options.Capabilities).BeginSynchronized();

    /// <summary>Before any lock: to learn the size of the window the console's own lock is taken.</summary>
    private RenderOptions Options() => RenderOptions.Create(console, console.Profile.Capabilities);

    private List<RegionRow> Rows(RenderOptions options, RegionFrame frame)
    {
        int most = HeightFor(options);
        IReadOnlyList<string> open = _text.ShownOpen(Math.Min(MostOpenLines, most - 1));
        return
        [
            .. open.Select(line => RegionRow.OfOpen(line, options.Capabilities)),
            .. frame(options, most - open.Count).Select(line => RegionRow.Of(line, options.Capabilities)),
        ];
    }

    private void Draw(RenderOptions options, List<RegionRow> rows)
    {
        string whole = _text.TakeWhole();
        var next = new RegionRows(rows, CursorRest.Top);
        bool isInPlace = _standing.Rest == CursorRest.Top && whole.Length == 0 && IsOf(options.ConsoleSize) && !_isStale;
        if (isInPlace && rows.SequenceEqual(_standing.Rows))
        {
            return;
        }

        _isStale = false;
        _size = options.ConsoleSize;
        AnsiText text = Begin(options);
        if (isInPlace)
        {
            next.WriteChanged(text, _standing);
        }
        else
        {
            text.HideCursor();
            Clear(text, options);
            next.Write(text.Raw(whole));
        }

        Write(text, next);
    }

    private bool IsOf(Size size) => (size.Width, size.Height) == (_size.Width, _size.Height);

    /// <summary>
    /// What a terminal that has become lower has cut off below the cursor it can't have wrapped; so much is then not
    /// known. Better to leave a line of the tree behind than to erase one of the program's.
    /// </summary>
    private void Clear(AnsiText text, RenderOptions options) =>
        _standing.Clear(text, options.ConsoleSize.Width, output.CountsWrappedLines && options.ConsoleSize.Height >= _size.Height);

    /// <summary>Called on the program's threads, inside locks of the console.</summary>
    private void WriteKept()
    {
        RegionRows standing = _standing;
        if (standing.Rest == CursorRest.Program)
        {
            return;
        }

        AnsiText text = new AnsiText(console.Profile.Capabilities).BeginSynchronized();
        standing.Clear(text, width: 0, countsWrapped: false);
        text.Raw(_text.TakeWhole());
        standing.Write(text);
        _isStale = true;
        output.Write(text.EndSynchronized().ToString());
    }

    private void Write(AnsiText text, RegionRows standing)
    {
        _standing = standing;
        output.Write(text.EndSynchronized().ToString());
    }

    private void Attach()
    {
        if (!_isAttached)
        {
            _isAttached = true;
            _isPassing = false;
            console.Pipeline.Attach(this);
        }
    }

    private void Detach()
    {
        if (_isAttached)
        {
            _isAttached = false;
            _isPassing = true;
            console.Pipeline.Detach(this);
        }
    }
}
