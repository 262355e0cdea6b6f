namespace CodeCensus;

/// <summary>Lines by kind.</summary>
/// <param name="Code">Lines with code, or with text in a language that has none.</param>
/// <param name="Comment">Lines with nothing but a comment.</param>
/// <param name="Blank">Lines with nothing but white space.</param>
internal sealed record LineCounts(int Code, int Comment, int Blank)
{
    public static LineCounts None { get; } = new(0, 0, 0);

    public static LineCounts operator +(LineCounts left, LineCounts right) =>
        new(left.Code + right.Code, left.Comment + right.Comment, left.Blank + right.Blank);
}
