namespace Hypergraph.Benchmarks;

/// <summary>What one frame of the live tree costs, by the number of rows.</summary>
internal sealed class ProgressFrame() : Comparison("progress_frame")
{
    private static readonly int[] Rows = [10, 100, 1_000, 10_000];

    public override Side[] CreateSides() => [.. Rows.Select(rows =>
    {
        var tree = new LiveTree(rows);
        return Side.Of($"{rows} rows", 10, tree.Draw) with { IsChecked = false };
    })];

    /// <summary>Each size beside the smallest, whose line says what a frame costs at least.</summary>
    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
        readings.Select(reading => Ratio.Of($"{Name}_{reading.Name.Split(' ')[0]}", reading, readings[0]));
}
