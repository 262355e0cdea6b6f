using System.Text;

namespace Hypergraph.Progress;

/// <summary>
/// What the program has written while the region is live and the screen does not show for good yet: whole lines in the
/// order of their ends, and lines that are still open. Safe from any thread; it calls nothing inside its lock.
/// </summary>
internal sealed class ProgramText
{
    /// <summary>More than this, in characters, is not kept for the next frame: a program that floods the terminal waits for it.</summary>
    private const int MostKept = 1 << 16;

    private readonly Lock _gate = new();
    private readonly StringBuilder _whole = new();
    private readonly List<OpenLine> _open = [];

    /// <summary>Adds to a line.</summary>
    /// <returns>Whether what is kept should be written now.</returns>
    public bool Add(OpenLine line, string text)
    {
        lock (_gate)
        {
            int breakAt = text.LastIndexOf('\n');
            if (breakAt >= 0)
            {
                string lines = line.Text.Append(text.AsSpan(0, breakAt)).ToString().TrimEnd('\r');
                line.Text.Clear();
                _whole.Append(WithBreaks(lines)).Append(AnsiText.NewLine);
            }

            AddToOpen(line, text[(breakAt + 1)..]);
            return _whole.Length > MostKept;
        }
    }

    /// <summary>Adds lines that are not the program's, as the terminal is to get them, with the break behind the last.</summary>
    public void AddWhole(string lines)
    {
        lock (_gate)
        {
            _whole.Append(lines);
        }
    }

    /// <summary>The whole lines, which are then no longer kept. What they leave set in colours is reset behind them.</summary>
    public string TakeWhole()
    {
        lock (_gate)
        {
            return Take();
        }
    }

    /// <summary>Whether a line is open.</summary>
    public bool HasOpen
    {
        get
        {
            lock (_gate)
            {
                return _open.Count > 0;
            }
        }
    }

    /// <summary>Everything, open lines too, of which the last one stays open.</summary>
    public string TakeAll() => TakeAll(out _);

    /// <summary>Everything, open lines too.</summary>
    /// <param name="isOpen">Whether the last line is open.</param>
    public string TakeAll(out bool isOpen)
    {
        lock (_gate)
        {
            isOpen = _open.Count > 0;
            string open = string.Join(AnsiText.NewLine, _open.Select(line => line.Text.ToString()));
            _open.ForEach(line => line.Text.Clear());
            _open.Clear();
            return Take() + open;
        }
    }

    /// <summary>The open lines as they are shown, at most so many of those begun last.</summary>
    public IReadOnlyList<string> ShownOpen(int most)
    {
        lock (_gate)
        {
            return [.. _open.TakeLast(most).Select(line => line.Shown())];
        }
    }

    /// <summary>A return alone is no break: programs write over a line with it.</summary>
    private static string WithBreaks(string lines) =>
        lines.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", AnsiText.NewLine, StringComparison.Ordinal);

    private string Take()
    {
        string whole = _whole.ToString();
        _whole.Clear();
        return whole.Contains('\e', StringComparison.Ordinal) ? whole + AnsiText.ResetStyle : whole;
    }

    private void AddToOpen(OpenLine line, string text)
    {
        if (line.Text.Length == 0 && EscapeSequence.IsOnlyControl(text))
        {
            _whole.Append(text);
            return;
        }

        line.Text.Append(text);
        if (line.Text.Length == 0)
        {
            _open.Remove(line);
        }
        else if (!_open.Contains(line))
        {
            _open.Add(line);
        }
    }
}
