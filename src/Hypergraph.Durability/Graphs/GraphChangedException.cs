namespace Hypergraph.Durability;

/// <summary>A stored run cannot resume because its graph has changed.</summary>
public sealed class GraphChangedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="runId">The id of the run.</param>
    /// <param name="changes">What has changed, each a sentence without its period.</param>
    public GraphChangedException(string runId, IReadOnlyList<string> changes)
        : base($"Run '{runId}' was stored with another graph: {string.Join("; ", changes)}. Run the graph as it was, or fork the run, which restores what is still the same.")
    {
        RunId = runId;
        Changes = changes;
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    /// <summary>What has changed, each a sentence without its period.</summary>
    public IReadOnlyList<string> Changes { get; }
}
