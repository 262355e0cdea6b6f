namespace Hypergraph.Progress;

/// <summary>What the live region shows on the screen.</summary>
/// <param name="Rows">Its lines, each as the terminal gets it.</param>
/// <param name="Anchor">Where the cursor rests.</param>
internal sealed record RegionRows(IReadOnlyList<RegionRow> Rows, CursorAnchor Anchor)
{
    public static RegionRows None { get; } = new([], CursorAnchor.Program);

    /// <summary>
    /// From where the cursor rests to a free line from which on the screen is blank, with the cursor in its first cell; at the
    /// end of an open line only what is below it becomes blank. What is above stays.
    /// </summary>
    /// <param name="text">Gets what does it.</param>
    /// <param name="width">The width of the terminal now.</param>
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
            // The program may have left the cursor inside a line. As many spaces as fit behind the first column stay on
            // an empty line, and wrap to a new one otherwise; either way the line that the cursor is on then is free.
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
    /// Writes the rows from the cursor on, where the screen is blank, and leaves the cursor where it is to rest. A terminal that
    /// has just become lower goes less far down than it is told to, so that the way back is not counted: the cursor would come
    /// to rest among the program's lines, which the next frame would erase.
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

    /// <summary>Writes the rows that differ from those that stand there, with the cursor at rest before and after.</summary>
    public void WriteChanged(AnsiText text, RegionRows standing)
    {
        if (Rows.Count > standing.Rows.Count)
        {
            // Room is made on a blank screen: should it have become too low meanwhile, no row scrolls off it.
            Write(Anchor == CursorAnchor.Line ? text.EraseBelow() : text.EraseFromHere());
            return;
        }

        int at = -FirstRowOffset;
        text.SaveCursor().DisableWrap();
        for (int i = 0; i < Rows.Count; i++)
        {
            if (i >= standing.Rows.Count || Rows[i] != standing.Rows[i])
            {
                text.DownToStart(i - at).Raw(Rows[i].Text);
                at = i;
            }
        }

        if (Rows.Count < standing.Rows.Count)
        {
            text.DownToStart(Rows.Count - at).EraseFromHere();
        }

        text.EnableWrap().RestoreCursor();
    }

    /// <summary>How far below the cursor the first row is.</summary>
    private int FirstRowOffset => Anchor == CursorAnchor.Line ? 1 : 0;

    private void MoveBelow(AnsiText text)
    {
        if (Anchor == CursorAnchor.Below && Rows.Count > 0)
        {
            text.DownToStart(Rows.Count - 1).Break();
        }
    }

    /// <summary>Scrolls as far as the rows need it. Nothing that is drawn afterwards does, so the top stays where the cursor is.</summary>
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
