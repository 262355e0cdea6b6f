using Hypergraph.Journals;

namespace Hypergraph.Hosting;

/// <summary>Runners for callers that open the journals of calls themselves.</summary>
public static class AsyncRunnerExtensions
{
    /// <summary>Creates a runner with the same settings for one call, whose journal is already open. The call ends the journal.</summary>
    /// <param name="runner">The runner. Its own store is not used.</param>
    /// <param name="journal">The journal. Its <see cref="RunJournal.Inputs"/> replace those of the call, which needs a <see cref="RunOptions.WorkflowId"/>.</param>
    public static AsyncRunner WithJournal(this AsyncRunner runner, RunJournal journal)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(journal);
        return runner.WithStore(new OpenedJournal(journal));
    }
}
