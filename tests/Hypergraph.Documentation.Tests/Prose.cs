using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>Consecutive lines of prose: a comment, a message or a paragraph. A phrase may span its line breaks.</summary>
/// <param name="Text">The lines, without the signs of comments.</param>
/// <param name="Line">The number of the first line.</param>
internal sealed partial record Prose(string Text, int Line)
{
    /// <summary>Returns the comments of C# code. Comments on consecutive lines are one.</summary>
    public static IEnumerable<Prose> Comments(string code)
    {
        List<Prose> comments = [];
        int end = -1;
        foreach (Match token in Tokens(code).Where(token => token.Value[0] == '/'))
        {
            string text = CommentSign().Replace(token.Value, string.Empty);
            if (end >= 0 && NextLine().IsMatch(code[end..token.Index]))
            {
                comments[^1] = comments[^1] with { Text = $"{comments[^1].Text}\n{text}" };
            }
            else
            {
                comments.Add(new Prose(text, LineOf(code, token.Index)));
            }

            end = token.Index + token.Length;
        }

        return comments;
    }

    /// <summary>Returns the literals of C# code that are messages: those with a space. One without may be part of a format, such as a graph's version.</summary>
    public static IEnumerable<Prose> Messages(string code) => Tokens(code)
        .Where(token => token.Value[0] is not ('/' or '\'') && token.Value.Contains(' ', StringComparison.Ordinal))
        .Select(token => new Prose(token.Value, LineOf(code, token.Index)));

    /// <summary>Returns the paragraphs of a page, without its blocks of code.</summary>
    public static IEnumerable<Prose> Paragraphs(string page)
    {
        List<Prose> paragraphs = [];
        bool isCode = false;
        bool isOpen = false;
        foreach ((int index, string line) in page.Split('\n').Index())
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (isFence || isCode || string.IsNullOrWhiteSpace(line))
            {
                isOpen = false;
            }
            else if (isOpen)
            {
                paragraphs[^1] = paragraphs[^1] with { Text = $"{paragraphs[^1].Text}\n{line}" };
            }
            else
            {
                paragraphs.Add(new Prose(line, index + 1));
                isOpen = true;
            }
        }

        return paragraphs;
    }

    /// <summary>Returns the number of the line at an index of the text.</summary>
    public int LineAt(int index) => Line + LineOf(Text, index) - 1;

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static MatchCollection Tokens(string code) => CommentOrLiteral().Matches(code);

    /// <summary>The first that starts counts: a comment in a literal is none, nor a literal in a comment.</summary>
    [GeneratedRegex(
        @"//[^\n]*|/\*[\s\S]*?\*/|'\\?[^\n']'|\$*(?<quotes>""{3,})[\s\S]*?\k<quotes>(?!"")|(\$@|@\$|@)""(""""|[^""])*""|""(\\.|[^""\\\n])*""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"^(///?|/\*)")]
    private static partial Regex CommentSign();

    [GeneratedRegex(@"^\r?\n[ \t]*\z")]
    private static partial Regex NextLine();
}
