namespace Hypergraph.Durability;

/// <summary>Another call holds the run.</summary>
public sealed class RunHeldException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="runId">The id of the run.</param>
    /// <param name="owner">The holder: machine, process and call.</param>
    public RunHeldException(string runId, string owner)
        : base($"Run '{runId}' is held by {owner}. Wait for its end, or set RunStoreOptions.WaitForLease.")
    {
        RunId = runId;
        Owner = owner;
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    /// <summary>The holder: machine, process and call.</summary>
    public string Owner { get; }
}
