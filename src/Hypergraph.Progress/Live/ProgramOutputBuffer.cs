using System.Text;

namespace Hypergraph.Progress;

/// <summary>
/// What the program has written while the region is live and the screen does not show for good yet: whole lines in the
/// order of their ends, and lines that are still open. Safe from any thread; it calls nothing inside its lock.
/// </summary>
internal sealed class ProgramOutputBuffer
{
    /// <summary>More than this, in characters, is not kept for the next frame: a program that floods the terminal waits for it.</summary>
    private const int MaxBufferedLength = 1 << 16;

    private readonly Lock _lock = new();
    private readonly StringBuilder _completeLines = new();
    private readonly List<OpenLine> _openLines = [];

    /// <summary>Adds to a line.</summary>
    /// <returns>Whether what is kept should be written now.</returns>
    public bool Add(OpenLine line, string text)
    {
        lock (_lock)
        {
            int breakAt = text.LastIndexOf('\n');
            if (breakAt >= 0)
            {
                string lines = line.Text.Append(text.AsSpan(0, breakAt)).ToString().TrimEnd('\r');
                line.Text.Clear();
                _completeLines.Append(NormalizeLineBreaks(lines)).Append(AnsiText.NewLine);
            }

            AppendToOpenLine(line, text[(breakAt + 1)..]);
            return _completeLines.Length > MaxBufferedLength;
        }
    }

    /// <summary>Adds lines that are not the program's, as the terminal is to get them, with the break behind the last.</summary>
    public void AddLines(string lines)
    {
        lock (_lock)
        {
            _completeLines.Append(lines);
        }
    }

    /// <summary>The whole lines, which are then no longer kept. What they leave set in colours is reset behind them.</summary>
    public string DrainLines()
    {
        lock (_lock)
        {
            return DrainLinesCore();
        }
    }

    /// <summary>Whether a line is open.</summary>
    public bool HasOpenLine
    {
        get
        {
            lock (_lock)
            {
                return _openLines.Count > 0;
            }
        }
    }

    /// <summary>Everything, open lines too, of which the last one stays open.</summary>
    public string DrainAll() => DrainAll(out _);

    /// <summary>Everything, open lines too.</summary>
    /// <param name="isOpen">Whether the last line is open.</param>
    public string DrainAll(out bool isOpen)
    {
        lock (_lock)
        {
            isOpen = _openLines.Count > 0;
            string open = string.Join(AnsiText.NewLine, _openLines.Select(line => line.Text.ToString()));
            _openLines.ForEach(line => line.Text.Clear());
            _openLines.Clear();
            return DrainLinesCore() + open;
        }
    }

    /// <summary>The open lines as they are shown, at most so many of those begun last.</summary>
    public IReadOnlyList<string> RenderOpenLines(int most)
    {
        lock (_lock)
        {
            return [.. _openLines.TakeLast(most).Select(line => line.Render())];
        }
    }

    /// <summary>A return alone is no break: programs write over a line with it.</summary>
    private static string NormalizeLineBreaks(string lines) =>
        lines.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", AnsiText.NewLine, StringComparison.Ordinal);

    private string DrainLinesCore()
    {
        string whole = _completeLines.ToString();
        _completeLines.Clear();
        return whole.Contains('\e', StringComparison.Ordinal) ? whole + AnsiText.ResetStyle : whole;
    }

    private void AppendToOpenLine(OpenLine line, string text)
    {
        if (line.Text.Length == 0 && EscapeSequence.IsOnlyControl(text))
        {
            _completeLines.Append(text);
            return;
        }

        line.Text.Append(text);
        if (line.Text.Length == 0)
        {
            _openLines.Remove(line);
        }
        else if (!_openLines.Contains(line))
        {
            _openLines.Add(line);
        }
    }
}
