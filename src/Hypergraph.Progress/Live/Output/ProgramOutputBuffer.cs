using System.Text;
using Hypergraph.Progress.Live.Terminals;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Live.Output;

/// <summary>
/// Buffers the program's output while the region is live: complete lines in the order of their ends, and open lines. Thread-safe.
/// It calls no other code inside its lock.
/// </summary>
internal sealed class ProgramOutputBuffer
{
    /// <summary>The maximum length in characters. A program that writes more waits for the terminal.</summary>
    private const int MaxBufferedLength = 1 << 16;

    private readonly Lock _lock = new();
    private readonly StringBuilder _completeLines = new();
    private readonly List<OpenLine> _openLines = [];

    /// <summary>Adds to a line.</summary>
    /// <returns>Whether the buffer should be written now.</returns>
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

    /// <summary>Adds lines that are not the program's, in the form for the terminal, with a line break after the last one.</summary>
    public void AddLines(string lines)
    {
        lock (_lock)
        {
            _completeLines.Append(lines);
        }
    }

    /// <summary>Removes and returns the complete lines. Colours that they leave set are reset at the end.</summary>
    public string DrainLines()
    {
        lock (_lock)
        {
            return DrainLinesCore();
        }
    }

    /// <summary>Whether there are complete lines.</summary>
    public bool HasLines
    {
        get
        {
            lock (_lock)
            {
                return _completeLines.Length > 0;
            }
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

    /// <summary>Removes and returns all output, including open lines, of which the last one stays open.</summary>
    public string DrainAll() => DrainAll(out _);

    /// <summary>Removes and returns all output, including open lines.</summary>
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

    /// <summary>Returns the visible forms of the last open lines.</summary>
    public IReadOnlyList<string> RenderOpenLines(int maxCount)
    {
        lock (_lock)
        {
            return [.. _openLines.TakeLast(maxCount).Select(line => line.Render())];
        }
    }

    /// <summary>A carriage return alone is not a line break: programs use it to overwrite a line.</summary>
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
