using System.Text;
using Hypergraph.Progress.Live.Terminals;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Live.Output;

/// <summary>
/// The open line that the program wrote to the terminal before the first frame. It moves into the region then, so that the tree
/// does not split it. Not thread-safe.
/// </summary>
internal sealed class PassedThroughLine
{
    private readonly StringBuilder _text = new();
    private bool _isFromStart;

    /// <summary>The open line of the stream with the last write; null if no line is open.</summary>
    public OpenLine? Line { get; private set; }

    /// <summary>The part of the line that is known to be on the screen.</summary>
    public string Text => _text.ToString();

    /// <summary>Records output of the program.</summary>
    public void Add(OpenLine line, string text)
    {
        int breakAt = text.LastIndexOf('\n');
        if (breakAt >= 0)
        {
            _text.Clear();
            _isFromStart = true;
        }

        _text.Append(text.AsSpan(breakAt + 1));
        Line = _text.Length > 0 ? line : null;
    }

    /// <summary>Discards the line, because the cursor was moved otherwise.</summary>
    public void Forget()
    {
        _text.Clear();
        _isFromStart = false;
        Line = null;
    }

    /// <summary>Erases the line and moves the cursor to its start. Text from before the run stays.</summary>
    public void Erase(AnsiText text, int width)
    {
        int cells = DisplayText.Width(EscapeSequence.Strip(OpenLine.Render(Text)));
        if (_isFromStart || Text.Contains('\r', StringComparison.Ordinal))
        {
            text.UpToStart(width < 1 ? 0 : Math.Max(0, (cells - 1) / width));
        }
        else
        {
            text.Left(cells);
        }

        text.EraseRight();
    }
}
