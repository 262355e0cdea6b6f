using System.Text;

namespace Hypergraph.Progress;

/// <summary>Control sequences in what the program writes.</summary>
internal static class EscapeSequence
{
    /// <summary>Where the sequence that begins at a place ends; the place itself if none begins there.</summary>
    public static int FindEnd(string text, int start)
    {
        if (text[start] != '\e')
        {
            return start;
        }

        int at = start + 1;
        if (at >= text.Length)
        {
            return at;
        }

        return text[at] switch
        {
            '[' => FindCsiEnd(text, at + 1),
            ']' => FindOscEnd(text, at + 1),
            _ => at + 1,
        };
    }

    /// <summary>Whether a sequence sets colours or the like, and so takes no room and moves nothing.</summary>
    public static bool IsStyle(string text, int start, int end) => end - start >= 3 && text[start + 1] == '[' && text[end - 1] == 'm';

    /// <summary>Whether a text is nothing but sequences, and one of them at least does more than to set a style.</summary>
    public static bool IsOnlyControl(string text)
    {
        bool isControl = false;
        int at = 0;
        while (at < text.Length)
        {
            int end = FindEnd(text, at);
            if (end == at)
            {
                return false;
            }

            isControl |= !IsStyle(text, at, end);
            at = end;
        }

        return isControl;
    }

    /// <summary>A text without the sequences in it.</summary>
    public static string Strip(string text)
    {
        var rest = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = FindEnd(text, at);
            if (end == at)
            {
                rest.Append(text[at++]);
            }

            at = Math.Max(at, end);
        }

        return rest.ToString();
    }

    private static int FindCsiEnd(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and < '@')
        {
            at++;
        }

        return Math.Min(text.Length, at + 1);
    }

    /// <summary>A command to the terminal, such as a title or a link, ends with a bell or a string terminator.</summary>
    private static int FindOscEnd(string text, int at)
    {
        while (at < text.Length && text[at] != '\a' && text[at] != '\e')
        {
            at++;
        }

        return Math.Min(text.Length, at + (at + 1 < text.Length && text[at] == '\e' ? 2 : 1));
    }
}
