using System.Text;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Live.Output;

/// <summary>A line that the program has begun and not ended.</summary>
internal sealed class OpenLine
{
    public StringBuilder Text { get; } = new();

    /// <summary>
    /// Returns the visible form of the open line, on one line of the screen: the text since the last carriage return, with its
    /// colours, without sequences that move the cursor.
    /// </summary>
    public string Render() => Render(Text.ToString());

    /// <summary>Returns the visible form of a text.</summary>
    public static string Render(string text)
    {
        text = text.TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        var rendered = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = EscapeSequence.FindEnd(text, at);
            if (end > at)
            {
                rendered.Append(EscapeSequence.IsStyle(text, at, end) ? text[at..end] : "");
                at = end;
                continue;
            }

            Append(rendered, text[at++]);
        }

        return rendered.ToString();
    }

    private static void Append(StringBuilder rendered, char c)
    {
        if (c == '\b')
        {
            rendered.Length = Math.Max(0, rendered.Length - 1);
        }
        else if (!char.IsControl(c) || c == '\t')
        {
            rendered.Append(c == '\t' ? ' ' : c);
        }
    }
}
