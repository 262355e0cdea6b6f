using Hypergraph.Durability;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>The state of a stored run as a word: how its last call ended, or whether a call holds it.</summary>
internal static class RunState
{
    /// <summary>A call has the run.</summary>
    public const string Running = "running";

    /// <summary>The process of the last call has ended before its run.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>No call has the run, and none has ended it: a fork or a retry that was not called yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>All words.</summary>
    public static string[] All { get; } = [Running, Interrupted, Waiting, .. Enum.GetValues<RunStatus>().Where(status => status != RunStatus.Running).Select(Words.NameOf)];

    /// <summary>The word for a run.</summary>
    public static string Of(StoredRun run) => run switch
    {
        { Status: { } status } => Words.NameOf(status),
        { Lease.Owner: null } => Waiting,
        _ => run.IsInterrupted() ? Interrupted : Running,
    };

    /// <summary>The status that a store has for a word.</summary>
    public static RunStatus? StatusOf(string word) => word is Running or Interrupted or Waiting ? null : Enum.Parse<RunStatus>(word, ignoreCase: true);
}
