namespace Hypergraph.Tool.Comparing;

/// <summary>Something that two logs do not have in common.</summary>
/// <param name="Run">The number of the run in both logs; null if it concerns the logs.</param>
/// <param name="Node">The path of the node; null if it concerns the run.</param>
/// <param name="What">What differs.</param>
/// <param name="First">What the first log has; null for nothing.</param>
/// <param name="Second">What the second log has; null for nothing.</param>
internal sealed record Difference(int? Run, string? Node, string What, string? First, string? Second)
{
    /// <summary>The name of differences of times, which are information only.</summary>
    public const string Time = "time";

    /// <summary>Whether only times differ.</summary>
    public bool IsTime => What == Time;
}
