namespace CodeCensus;

/// <summary>A language, as far as the census needs to know it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Comments">Its kinds of comment.</param>
internal sealed record Language(string Name, params Comment[] Comments)
{
    /// <summary>The kind of comment that a line starts with, or null.</summary>
    public Comment? CommentThatStarts(string line) => Array.Find(Comments, c => line.StartsWith(c.Start, StringComparison.Ordinal));
}
