namespace Hypergraph.Progress.Live.Capture;

/// <summary>
/// Control sequences by which a program begins and ends to draw on the screen itself. It hides the cursor, as prompts and live
/// displays of Spectre.Console and others do, or it changes to the alternate screen. Between the two sequences the region has to
/// make room.
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

    /// <summary>Finds the first begin sequence in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="takeover">The takeover; null if none begins.</param>
    /// <returns>The index of its sequence; the length of the text if none begins.</returns>
    public static int Find(ReadOnlySpan<byte> text, out ScreenTakeover? takeover)
    {
        takeover = null;
        int first = text.Length;
        foreach (ScreenTakeover candidate in All)
        {
            int at = text.IndexOf(candidate._begin);
            if (at >= 0 && at < first)
            {
                first = at;
                takeover = candidate;
            }
        }

        return first;
    }

    /// <summary>Finds the end sequence of this takeover in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isEnded">Whether the takeover ends.</param>
    /// <returns>The index after its sequence; the length of the text if it does not end.</returns>
    public int FindEnd(ReadOnlySpan<byte> text, out bool isEnded)
    {
        int at = text.IndexOf(_end);
        isEnded = at >= 0;
        return isEnded ? at + _end.Length : text.Length;
    }
}
