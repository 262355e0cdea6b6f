using System.Text;

namespace Hypergraph.Progress.Text;

/// <summary>Control sequences in the program's output.</summary>
internal static class EscapeSequence
{
    /// <summary>Returns the end of the sequence that begins at an index; the index itself if none begins there.</summary>
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

    /// <summary>Whether a sequence sets a style, and so neither occupies cells nor moves the cursor.</summary>
    public static bool IsStyle(string text, int start, int end) => end - start >= 3 && text[start + 1] == '[' && text[end - 1] == 'm';

    /// <summary>Whether a text consists of sequences only, at least one of which does not set a style.</summary>
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

    /// <summary>Returns a text without its control sequences.</summary>
    public static string Strip(string text)
    {
        var stripped = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = FindEnd(text, at);
            if (end == at)
            {
                stripped.Append(text[at++]);
            }

            at = Math.Max(at, end);
        }

        return stripped.ToString();
    }

    private static int FindCsiEnd(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and < '@')
        {
            at++;
        }

        return Math.Min(text.Length, at + 1);
    }

    /// <summary>
    /// Returns the end of an operating system command, such as a title or a link. It ends with a bell or a string terminator.
    /// </summary>
    private static int FindOscEnd(string text, int at)
    {
        while (at < text.Length && text[at] != '\a' && text[at] != '\e')
        {
            at++;
        }

        return Math.Min(text.Length, at + (at + 1 < text.Length && text[at] == '\e' ? 2 : 1));
    }
}
