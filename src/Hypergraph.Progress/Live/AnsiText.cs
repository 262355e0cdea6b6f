using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>Builds what one write sends to the terminal: text, styles in the terminal's own colours, and cursor movement.</summary>
internal sealed class AnsiText
{
    /// <summary>
    /// To the start of the next line, also on a terminal that takes a line feed literally. Not the other way round:
    /// Spectre takes the return out of a return and a line feed.
    /// </summary>
    public const string NewLine = "\n\r";

    /// <summary>No colour, no decoration.</summary>
    public const string ResetStyle = "\e[0m";

    private readonly StringBuilder _text = new();
    private readonly AnsiWriter _styled;

    public AnsiText(IReadOnlyCapabilities capabilities)
    {
        _styled = new AnsiWriter(new StringWriter(_text, CultureInfo.InvariantCulture)) { Capabilities = capabilities };
    }

    public AnsiText Raw(string sequence)
    {
        _text.Append(sequence);
        return this;
    }

    public AnsiText Break() => Raw(NewLine);

    /// <summary>To the first column of a line further up.</summary>
    public AnsiText UpToStart(int lines)
    {
        Raw("\r");
        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}A")) : this;
    }

    /// <summary>To the first column of a line further down that the screen has: never scrolls.</summary>
    public AnsiText DownToStart(int lines)
    {
        Raw("\r");
        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}B")) : this;
    }

    /// <summary>To a column further left; not to another line.</summary>
    public AnsiText Left(int columns) => columns > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{columns}D")) : this;

    /// <summary>So many lines down and up again, with room for them made on the screen. The column stays.</summary>
    public AnsiText MakeRoomBelow(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Raw("\eD");
        }

        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}A")) : this;
    }

    /// <summary>Has the terminal keep where the cursor is; it keeps one place.</summary>
    public AnsiText SaveCursor() => Raw("\e7");

    /// <summary>Back to the place that was kept.</summary>
    public AnsiText RestoreCursor() => Raw("\e8");

    /// <summary>
    /// Erases the line that the cursor begins, and everything below. Not all at once: tmux takes that, in the screen's
    /// first cell, for clearing the screen, and moves what stood there to its history.
    /// </summary>
    public AnsiText EraseFromHere() => EraseRight().Raw("\e[C").EraseBelow().Raw("\r");

    /// <summary>Erases what is right of the cursor and below it; likewise not all at once. The cursor stays.</summary>
    public AnsiText EraseAfterCursor() => SaveCursor().EraseRight().Raw("\e[C").EraseBelow().RestoreCursor();

    public AnsiText EraseBelow() => Raw("\e[J");

    public AnsiText EraseRight() => Raw("\e[K");

    public AnsiText HideCursor() => Raw("\e[?25l");

    public AnsiText ShowCursor() => Raw("\e[?25h");

    /// <summary>What does not fit on a line is cut off, whatever width the terminal has taken on meanwhile.</summary>
    public AnsiText DisableWrap() => Raw("\e[?7l");

    public AnsiText EnableWrap() => Raw("\e[?7h");

    /// <summary>Terminals that know synchronized output show nothing until it ends; others ignore it.</summary>
    public AnsiText BeginSynchronized() => Raw("\e[?2026h");

    public AnsiText EndSynchronized() => Raw("\e[?2026l");

    /// <summary>A whole line in place of whatever stood on the one that the cursor begins. It stays behind the end.</summary>
    public AnsiText Line(FrameLine line)
    {
        // Erased first: an emoji that the terminal takes for one cell leaves a gap, in which nothing old may stand.
        EraseRight();
        foreach (FrameSegment span in line.Segments)
        {
            if (span.Column is int column)
            {
                Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{column + 1}G"));
            }

            _styled.Write(span.Text, span.Style);
        }

        return this;
    }

    /// <summary>A piece of what the program itself has rendered, with line breaks as programs write them.</summary>
    public AnsiText Segment(Segment segment)
    {
        if (segment.IsControlCode)
        {
            return Raw(segment.Text);
        }

        if (segment.IsLineBreak)
        {
            return Raw("\n");
        }

        _styled.Write(segment.Text, segment.Style, segment.Link);
        return this;
    }

    public override string ToString() => _text.ToString();
}
