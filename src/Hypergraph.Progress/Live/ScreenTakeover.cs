namespace Hypergraph.Progress;

/// <summary>
/// Control sequences by which a program begins and ends to draw on the screen itself: it hides the cursor, as everything does
/// that moves it about (the prompts and live displays of Spectre.Console, and those of others), or it changes to the
/// alternate screen. Between the two the region has to make room.
/// </summary>
internal sealed class ScreenTakeover
{
    private static readonly ScreenTakeover[] All =
    [
        new ScreenTakeover("\e[?25l"u8, "\e[?25h"u8),
        new ScreenTakeover("\e[?1049h"u8, "\e[?1049l"u8),
    ];

    private readonly byte[] _begin;
    private readonly byte[] _end;

    private ScreenTakeover(ReadOnlySpan<byte> begin, ReadOnlySpan<byte> end)
    {
        _begin = begin.ToArray();
        _end = end.ToArray();
    }

    /// <summary>Where in a text the first claim begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="claim">The claim; null if none begins.</param>
    /// <returns>The place before its sequence; the length of the text if none begins.</returns>
    public static int Find(ReadOnlySpan<byte> text, out ScreenTakeover? claim)
    {
        claim = null;
        int first = text.Length;
        foreach (ScreenTakeover candidate in All)
        {
            int at = text.IndexOf(candidate._begin);
            if (at >= 0 && at < first)
            {
                first = at;
                claim = candidate;
            }
        }

        return first;
    }

    /// <summary>Where in a text this claim ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isEnded">Whether it does.</param>
    /// <returns>The place after its sequence; the length of the text if it does not end.</returns>
    public int FindEnd(ReadOnlySpan<byte> text, out bool isEnded)
    {
        int at = text.IndexOf(_end);
        isEnded = at >= 0;
        return isEnded ? at + _end.Length : text.Length;
    }
}
