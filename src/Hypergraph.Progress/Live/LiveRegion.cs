using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>
/// Lines at the bottom of what a terminal shows that are drawn again and again, while everything that the program writes
/// to the console in the meantime appears above them.
/// </summary>
/// <remarks>
/// Every change goes through the console's own <c>Write</c>, and its state changes only there, inside the console's lock:
/// the order of the locks is always console, then region. The cursor rests in the first column of the last line.
/// </remarks>
internal sealed class LiveRegion(IAnsiConsole console) : IRenderHook
{
    private readonly Lock _gate = new();

    /// <summary>
    /// The lines that threads have begun and not ended, by thread: Spectre writes a line and its end apart, so that
    /// those of nodes at work at the same time come mixed.
    /// </summary>
    private readonly Dictionary<int, List<Segment>> _unfinishedLines = [];
    private readonly Lock _keptGate = new();
    private readonly List<string> _keptLines = [];
    private IReadOnlyList<FrameLine> _drawn = [];

    /// <summary>The width that <see cref="_drawn"/> was made for, also when it has been written again since on another.</summary>
    private int _drawnWidth;
    private bool _isAttached;

    /// <summary>Takes over the bottom of the screen.</summary>
    public void Attach()
    {
        console.Pipeline.Attach(this);
        Write(options => Begin(options));
    }

    /// <summary>Shows these lines in place of the ones that stand there, rewriting only what differs.</summary>
    public void Draw(Func<RenderOptions, IReadOnlyList<FrameLine>> frame) => Write(options => Redraw(options, frame(options)));

    /// <summary>Writes lines that stay, above the region.</summary>
    public void Commit(Func<RenderOptions, IReadOnlyList<FrameLine>> lines) => Write(options => Above(options, lines(options)));

    /// <summary>
    /// Keeps text of the program for the next write, whatever causes it, to show above the region. It writes nothing
    /// itself: the caller is inside the lock of <see cref="Console.Out"/>, for which whoever is inside the console's
    /// lock waits to learn the size of the window.
    /// </summary>
    /// <param name="text">Whole lines, as the terminal is to get them; without the break behind the last.</param>
    public void WriteAbove(string text)
    {
        lock (_keptGate)
        {
            _keptLines.Add(text);
        }
    }

    /// <summary>Tells the terminal something that is not shown where the cursor is, such as the progress of its taskbar button.</summary>
    /// <param name="sequence">A control sequence that leaves the cursor alone; empty to tell nothing.</param>
    public void Signal(string sequence)
    {
        if (sequence.Length > 0)
        {
            Write(_ => sequence);
        }
    }

    /// <summary>Puts lines that stay in place of the region and gives the screen back, with the cursor visible.</summary>
    public void Detach(Func<RenderOptions, IReadOnlyList<FrameLine>> lines)
    {
        Write(options => End(options, lines(options)));
        console.Pipeline.Detach(this);
    }

    /// <summary>
    /// Leaves the region as it stands and gives the screen back, for a process that is about to end: the cursor is
    /// visible, below the last line.
    /// </summary>
    public void Abandon()
    {
        Write(Leave);
        console.Pipeline.Detach(this);
    }

    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        List<IRenderable> written = [.. renderables];
        if (written is [RegionWrite { Region: var region }] && region == this)
        {
            return written;
        }

        return [new RegionWrite(this, at => Above(at, RenderAll(at, written)))];
    }

    private static List<Segment> RenderAll(RenderOptions options, List<IRenderable> renderables) =>
        [.. renderables.SelectMany(renderable => renderable.Render(options, options.ConsoleSize.Width)).SelectMany(BreakLines)];

    /// <summary>A segment may hold line breaks; here each is a segment of its own.</summary>
    private static IEnumerable<Segment> BreakLines(Segment segment)
    {
        if (segment.IsControlCode || segment.IsLineBreak || !segment.Text.Contains('\n'))
        {
            yield return segment;
            yield break;
        }

        string[] lines = segment.Text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                yield return Segment.LineBreak;
            }

            if (lines[i].Length > 0)
            {
                yield return new Segment(lines[i], segment.Style, segment.Link);
            }
        }
    }

    private void Write(Func<RenderOptions, string> write) => console.Write(new RegionWrite(this, write));

    private string Begin(RenderOptions options)
    {
        lock (_gate)
        {
            _isAttached = true;
            _drawnWidth = options.ConsoleSize.Width;

            // The program may have left the cursor inside a line. As many spaces as fit behind the first column stay on
            // an empty line, and wrap to a new one otherwise; either way the line that the cursor is on then is free.
            string free = new(' ', Math.Max(0, _drawnWidth - 1));
            return new AnsiText(options.Capabilities).HideCursor().Raw(free).UpToStart(0).EraseRight().ToString();
        }
    }

    private string Redraw(RenderOptions options, IReadOnlyList<FrameLine> lines)
    {
        lock (_gate)
        {
            string kept = TakeKeptLines();
            bool fits = options.ConsoleSize.Width == _drawnWidth && kept.Length == 0;
            if (!_isAttached || (fits && lines.SequenceEqual(_drawn)))
            {
                return kept;
            }

            AnsiText text = new AnsiText(options.Capabilities).BeginSynchronized();
            if (fits)
            {
                text.UpToStart(Math.Max(0, _drawn.Count - 1));
                WriteChanged(text, lines);
            }
            else
            {
                Erase(text, options);
                text.Raw(kept);
                WriteAll(text, lines);
            }

            _drawn = lines;
            _drawnWidth = options.ConsoleSize.Width;
            return text.EndSynchronized().ToString();
        }
    }

    private string Above(RenderOptions options, IReadOnlyList<FrameLine> lines)
    {
        lock (_gate)
        {
            AnsiText text = new AnsiText(options.Capabilities).BeginSynchronized();
            Erase(text, options);
            text.Raw(TakeKeptLines());
            WriteStaying(text, lines);
            WriteAll(text, _drawn);
            return text.EndSynchronized().ToString();
        }
    }

    private string Above(RenderOptions options, List<Segment> segments)
    {
        lock (_gate)
        {
            List<Segment> whole = TakeWholeLines(segments, takesAll: !_isAttached);
            if (whole.Count == 0)
            {
                return "";
            }

            AnsiText text = new AnsiText(options.Capabilities).BeginSynchronized();
            Erase(text, options);
            text.Raw(TakeKeptLines());
            whole.ForEach(segment => text.Segment(segment));
            WriteAll(text, _drawn);
            return text.EndSynchronized().ToString();
        }
    }

    private string End(RenderOptions options, IReadOnlyList<FrameLine> lines)
    {
        lock (_gate)
        {
            AnsiText text = new AnsiText(options.Capabilities).BeginSynchronized();
            Erase(text, options);
            text.Raw(TakeKeptLines());
            FlushUnfinishedLines(text);
            WriteStaying(text, lines);
            _drawn = [];
            _isAttached = false;
            return text.EndSynchronized().ShowCursor().ToString();
        }
    }

    private string Leave(RenderOptions options)
    {
        lock (_gate)
        {
            AnsiText text = new(options.Capabilities);
            if (_drawn.Count > 0)
            {
                text.Break();
            }

            text.Raw(TakeKeptLines());
            FlushUnfinishedLines(text);
            _drawn = [];
            _isAttached = false;
            return text.ShowCursor().ToString();
        }
    }

    private void WriteChanged(AnsiText text, IReadOnlyList<FrameLine> lines)
    {
        bool shrinks = lines.Count < _drawn.Count;
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                text.Break();
            }

            bool isLast = i == lines.Count - 1;
            if (i >= _drawn.Count || !lines[i].Equals(_drawn[i]) || (isLast && shrinks))
            {
                text.Line(lines[i]);
            }
        }

        if (shrinks)
        {
            text.EraseBelow();
        }

        text.UpToStart(0);
    }

    private static void WriteAll(AnsiText text, IReadOnlyList<FrameLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                text.Break();
            }

            text.Line(lines[i]);
        }

        text.UpToStart(0);
    }

    private static void WriteStaying(AnsiText text, IReadOnlyList<FrameLine> lines)
    {
        foreach (FrameLine line in lines)
        {
            text.Line(line).Break();
        }
    }

    private void Erase(AnsiText text, RenderOptions options) => text.UpToStart(LinesAboveCursor(options)).EraseBelow();

    /// <summary>
    /// The terminal's lines between the region's first and the cursor. A terminal that has become narrower has wrapped
    /// lines that were too long for it.
    /// </summary>
    private int LinesAboveCursor(RenderOptions options)
    {
        int width = Math.Max(1, options.ConsoleSize.Width);
        return width >= _drawnWidth
            ? Math.Max(0, _drawn.Count - 1)
            : _drawn.SkipLast(1).Sum(line => Math.Max(1, (line.Width + width - 1) / width));
    }

    /// <summary>Adds to what this thread has written and takes the lines that have an end.</summary>
    private List<Segment> TakeWholeLines(List<Segment> segments, bool takesAll)
    {
        int thread = Environment.CurrentManagedThreadId;
        List<Segment> line = _unfinishedLines.GetValueOrDefault(thread) ?? [];
        line.AddRange(segments.Where(segment => segment.IsLineBreak || segment.Text.Length > 0));
        int count = takesAll ? line.Count : line.FindLastIndex(segment => segment.IsLineBreak) + 1;
        if (line.Count > count)
        {
            _unfinishedLines[thread] = line[count..];
        }
        else
        {
            _unfinishedLines.Remove(thread);
        }

        return line[..count];
    }

    private string TakeKeptLines()
    {
        lock (_keptGate)
        {
            string kept = string.Concat(_keptLines.Select(text => text + AnsiText.NewLine));
            _keptLines.Clear();
            return kept;
        }
    }

    private void FlushUnfinishedLines(AnsiText text)
    {
        foreach (List<Segment> line in _unfinishedLines.Values)
        {
            line.ForEach(segment => text.Segment(segment));
            text.Break();
        }

        _unfinishedLines.Clear();
    }
}
