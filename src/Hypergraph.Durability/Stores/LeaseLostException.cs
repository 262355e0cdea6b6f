namespace Hypergraph.Durability;

/// <summary>The call has lost its run: another process has acquired it, or it was deleted. Nothing that the call did since is stored.</summary>
public sealed class LeaseLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="runId">The id of the run.</param>
    public LeaseLostException(string runId)
        : base($"The call no longer holds run '{runId}': another process has acquired it, or it was deleted. Nothing that the call did since is stored.") => RunId = runId;

    /// <summary>The id of the run.</summary>
    public string RunId { get; }
}
