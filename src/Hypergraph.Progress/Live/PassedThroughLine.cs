using System.Text;

namespace Hypergraph.Progress;

/// <summary>
/// The open line that the program has written to the terminal before the region was drawn for the first time. It moves into
/// the region then, or the tree would come between its beginning and its end. Not safe from several threads.
/// </summary>
internal sealed class PassedThroughLine
{
    private readonly StringBuilder _text = new();
    private bool _isFromStart;

    /// <summary>The line of the stream that was written to last; null if no line is open.</summary>
    public OpenLine? Line { get; private set; }

    /// <summary>What of it is known to stand on the screen.</summary>
    public string Text => _text.ToString();

    /// <summary>Notes what the program writes.</summary>
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

    /// <summary>Forgets everything: something else has moved the cursor.</summary>
    public void Forget()
    {
        _text.Clear();
        _isFromStart = false;
        Line = null;
    }

    /// <summary>Takes the line off the screen, with the cursor where it began. What was written before the run stays.</summary>
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
