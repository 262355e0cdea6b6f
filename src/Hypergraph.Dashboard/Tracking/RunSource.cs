namespace Hypergraph.Dashboard.Tracking;

/// <summary>Where events come from: this process, or one reading of a log. The events of a run count from one source only, compared by reference, since another has the same events again.</summary>
/// <param name="origin">The name of the log; null for this process.</param>
internal sealed class RunSource(string? origin)
{
    /// <summary>This process.</summary>
    public static readonly RunSource Live = new(origin: null);

    /// <summary>The name of the log; null for this process.</summary>
    public string? Origin => origin;
}
