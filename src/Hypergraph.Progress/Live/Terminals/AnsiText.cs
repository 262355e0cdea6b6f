using System.Globalization;
using System.Text;
using Hypergraph.Progress.Frames;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>Builds the output of one write to the terminal: text, styles in the terminal's own colours, and cursor movement.</summary>
internal sealed class AnsiText
{
    /// <summary>
    /// Moves to the start of the next line, also on a terminal that interprets a line feed literally. In the reverse order
    /// Spectre would remove the carriage return.
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

    /// <summary>Moves to the first column of a line further up.</summary>
    public AnsiText UpToStart(int lines)
    {
        Raw("\r");
        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}A")) : this;
    }

    /// <summary>Moves to the first column of an existing line further down. Never scrolls.</summary>
    public AnsiText DownToStart(int lines)
    {
        Raw("\r");
        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}B")) : this;
    }

    /// <summary>Moves left within the line.</summary>
    public AnsiText Left(int columns) => columns > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{columns}D")) : this;

    /// <summary>
    /// Moves down by a number of lines and up again, so that the terminal scrolls if they do not fit. The column does not change.
    /// </summary>
    public AnsiText MakeRoomBelow(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Raw("\eD");
        }

        return lines > 0 ? Raw(string.Create(CultureInfo.InvariantCulture, $"\e[{lines}A")) : this;
    }

    /// <summary>Saves the position of the cursor. The terminal stores one position.</summary>
    public AnsiText SaveCursor() => Raw("\e7");

    /// <summary>Restores the saved position of the cursor.</summary>
    public AnsiText RestoreCursor() => Raw("\e8");

    /// <summary>
    /// Erases the line, at whose start the cursor is, and everything below. Not in one step: in the first cell of the screen tmux
    /// treats that as clearing the screen, and moves the content to its history.
    /// </summary>
    public AnsiText EraseFromHere() => EraseRight().Raw("\e[C").EraseBelow().Raw("\r");

    /// <summary>Erases everything right of the cursor and below it, likewise not in one step. The cursor does not move.</summary>
    public AnsiText EraseAfterCursor() => SaveCursor().EraseRight().Raw("\e[C").EraseBelow().RestoreCursor();

    public AnsiText EraseBelow() => Raw("\e[J");

    public AnsiText EraseRight() => Raw("\e[K");

    public AnsiText HideCursor() => Raw("\e[?25l");

    public AnsiText ShowCursor() => Raw("\e[?25h");

    /// <summary>Cuts off what does not fit on a line, also after the terminal has changed its width.</summary>
    public AnsiText DisableWrap() => Raw("\e[?7l");

    public AnsiText EnableWrap() => Raw("\e[?7h");

    /// <summary>Terminals that support synchronized output show nothing until it ends; others ignore it.</summary>
    public AnsiText BeginSynchronized() => Raw("\e[?2026h");

    public AnsiText EndSynchronized() => Raw("\e[?2026l");

    /// <summary>Replaces the line, at whose start the cursor is. The cursor stays after the end of the new text.</summary>
    public AnsiText Line(FrameLine line)
    {
        // Erased first: an emoji that the terminal shows in one cell leaves a gap, in which old text would remain.
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

    /// <summary>Appends a segment that the program has rendered, with its line breaks.</summary>
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
