namespace Hypergraph.Progress;

/// <summary>One line of a <see cref="ProgressRunView"/>: a row, or what stands for rows that have no line of their own.</summary>
public sealed record ProgressLine
{
    /// <summary>The nesting level; each is shown as two spaces.</summary>
    public required int Level { get; init; }

    /// <summary>The row; null if the line is a fold.</summary>
    public ProgressRow? Row { get; init; }

    /// <summary>What is folded here; null if the line is a row.</summary>
    public ProgressFold? Fold { get; init; }

    internal static ProgressLine FromRow(ProgressRow row) => new() { Level = row.Level, Row = row };
}
