namespace CodeCensus;

/// <summary>Splits a text into lines, and separates code from comments.</summary>
internal static class Lines
{
    /// <summary>The lines of a text, without their ends and without the white space around them.</summary>
    public static string[] Split(string text)
    {
        var lines = new List<string>();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            lines.Add(line.Trim().ToString());
        }

        // What follows the last line end is a line only if there is something.
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return [.. lines];
    }

    /// <summary>
    /// Counts lines by kind and returns those with code. A comment counts where it starts a line; after code it belongs to
    /// the line's code.
    /// </summary>
    public static (LineCounts Counts, string[] Code) Classify(string[] lines, Language language)
    {
        var code = new List<string>();
        int blank = 0;
        string? end = null; // What ends the comment that the line lies in.
        foreach (string line in lines)
        {
            if (line.Length == 0)
            {
                blank++;
                continue;
            }

            string rest = line;
            if (end is null)
            {
                if (language.CommentThatStarts(line) is not { } comment)
                {
                    code.Add(line);
                    continue;
                }

                end = comment.End;
                rest = line[comment.Start.Length..];
            }

            if (end is not null && rest.IndexOf(end, StringComparison.Ordinal) is >= 0 and int at)
            {
                rest = rest[(at + end.Length)..];
                end = null;
                if (rest.Length > 0)
                {
                    code.Add(rest);
                }
            }
        }

        return (new LineCounts(code.Count, lines.Length - code.Count - blank, blank), [.. code]);
    }
}
