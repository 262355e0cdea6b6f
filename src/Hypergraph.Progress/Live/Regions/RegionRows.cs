using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>The live region's content on the screen.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Anchor">The position of the cursor.</param>
internal sealed record RegionRows(IReadOnlyList<RegionRow> Rows, CursorAnchor Anchor)
{
    public static RegionRows None { get; } = new([], CursorAnchor.Program);

    /// <summary>
    /// Erases the region and moves the cursor to the first cell of an empty line, with a blank screen below. At the end of an
    /// open line only the lines below it are erased. Everything above stays.
    /// </summary>
    /// <param name="text">Receives the output.</param>
    /// <param name="width">The current width of the terminal.</param>
    /// <param name="countsWrapped">Whether the terminal moves the cursor down when it wraps lines below it.</param>
    public void Clear(AnsiText text, int width, bool countsWrapped)
    {
        if (Anchor == CursorAnchor.Line)
        {
            text.EraseBelow();
            return;
        }

        if (Anchor == CursorAnchor.Program)
        {
            // The program may have left the cursor inside a line. Spaces up to the last column stay on an empty line, and wrap to
            // a new line otherwise. In both cases the line of the cursor is then empty.
            text.Raw(new string(' ', Math.Max(0, width - 1))).UpToStart(0);
        }
        else
        {
            int wrapped = countsWrapped ? Rows.Skip(1).Sum(row => row.ExtraLines(width)) : 0;
            text.UpToStart(wrapped + (Anchor == CursorAnchor.Below ? Rows.Count : 0));
        }

        text.EraseFromHere();
    }

    /// <summary>
    /// Writes the rows at the cursor, where the screen is blank, and moves the cursor to its anchor. The way back is not counted:
    /// a terminal that has just become lower moves down less than requested, and the cursor would end among the program's lines,
    /// which the next frame would erase.
    /// </summary>
    public void Write(AnsiText text)
    {
        MakeRoom(text);
        text.SaveCursor().DisableWrap();
        for (int i = 0; i < Rows.Count; i++)
        {
            text.DownToStart(i == 0 ? FirstRowOffset : 1).Raw(Rows[i].Text);
        }

        text.EnableWrap().RestoreCursor();
        MoveBelow(text);
    }

    /// <summary>Writes the rows that differ from the displayed ones. The cursor is at its anchor before and after.</summary>
    public void WriteChanged(AnsiText text, RegionRows displayed)
    {
        if (Rows.Count > displayed.Rows.Count)
        {
            // The screen is blank while room is made: if it has become too low meanwhile, no row scrolls off it.
            Write(Anchor == CursorAnchor.Line ? text.EraseBelow() : text.EraseFromHere());
            return;
        }

        int at = -FirstRowOffset;
        text.SaveCursor().DisableWrap();
        for (int i = 0; i < Rows.Count; i++)
        {
            if (i >= displayed.Rows.Count || Rows[i] != displayed.Rows[i])
            {
                text.DownToStart(i - at).Raw(Rows[i].Text);
                at = i;
            }
        }

        if (Rows.Count < displayed.Rows.Count)
        {
            text.DownToStart(Rows.Count - at).EraseFromHere();
        }

        text.EnableWrap().RestoreCursor();
    }

    /// <summary>The number of lines from the cursor to the first row.</summary>
    private int FirstRowOffset => Anchor == CursorAnchor.Line ? 1 : 0;

    private void MoveBelow(AnsiText text)
    {
        if (Anchor == CursorAnchor.Below && Rows.Count > 0)
        {
            text.DownToStart(Rows.Count - 1).Break();
        }
    }

    /// <summary>Scrolls to make room for the rows. Later output does not scroll, so that the top stays at the cursor.</summary>
    private void MakeRoom(AnsiText text)
    {
        if (Anchor == CursorAnchor.Line)
        {
            text.MakeRoomBelow(Rows.Count);
            return;
        }

        for (int i = 1; i < Rows.Count; i++)
        {
            text.Break();
        }

        text.UpToStart(Rows.Count - 1);
    }
}
