namespace Hypergraph.Progress;

/// <summary>One line of a <see cref="ProgressRunView"/>: a row or a fold.</summary>
public sealed record ProgressLine
{
    /// <summary>The nesting level. Each level is shown as two spaces.</summary>
    public required int Level { get; init; }

    /// <summary>The row; null if the line is a fold.</summary>
    public ProgressRow? Row { get; init; }

    /// <summary>The fold; null if the line is a row.</summary>
    public ProgressFold? Fold { get; init; }

    internal static ProgressLine FromRow(ProgressRow row) => new() { Level = row.Level, Row = row };
}
