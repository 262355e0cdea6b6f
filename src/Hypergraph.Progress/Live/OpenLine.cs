using System.Text;

namespace Hypergraph.Progress;

/// <summary>A line that the program has begun and not ended.</summary>
internal sealed class OpenLine
{
    public StringBuilder Text { get; } = new();

    /// <summary>
    /// The line as it is shown while it is open, on one line of the screen: what was written over it since the last
    /// return, in its colours, without anything that would move the cursor elsewhere.
    /// </summary>
    public string Render() => Render(Text.ToString());

    /// <summary>Likewise for the text of a line.</summary>
    public static string Render(string text)
    {
        text = text.TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        var shown = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = EscapeSequence.FindEnd(text, at);
            if (end > at)
            {
                shown.Append(EscapeSequence.IsStyle(text, at, end) ? text[at..end] : "");
                at = end;
                continue;
            }

            Append(shown, text[at++]);
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, char c)
    {
        if (c == '\b')
        {
            shown.Length = Math.Max(0, shown.Length - 1);
        }
        else if (!char.IsControl(c) || c == '\t')
        {
            shown.Append(c == '\t' ? ' ' : c);
        }
    }
}
