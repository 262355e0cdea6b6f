namespace Hypergraph.Durability;

/// <summary>A store has no run with an id.</summary>
public sealed class RunNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="runId">The id.</param>
    public RunNotFoundException(string runId)
        : base($"The store has no run '{runId}'. List the runs to see their ids.") => RunId = runId;

    /// <summary>The id.</summary>
    public string RunId { get; }
}
