namespace Hypergraph.Hosting;

/// <summary>
/// What a store keeps of one durable call: the outputs of each finished execution of a node. The call runs the graph again from its inputs, and restores each
/// execution that the journal has, in place of calling the function. So the journal needs no other state.
/// </summary>
/// <remarks>
/// The key of an execution is its path with the items of maps and the iterations of loops: <c>files[3]/parse</c>, <c>improve[#2]/score</c>. It is the same in each process
/// that runs the graph. Members are thread-safe, except that the runner calls <see cref="EndAsync"/> last and once.
/// </remarks>
public abstract class RunJournal
{
    /// <summary>Creates a journal.</summary>
    protected RunJournal()
    {
    }

    /// <summary>The inputs to run with: those of the call, or the stored ones.</summary>
    public abstract GraphInputs Inputs { get; }

    /// <summary>Whether the store knew the run before this call.</summary>
    public abstract bool IsResumed { get; }

    /// <summary>Whether the run has ended, so that all of it can be restored and nothing is written.</summary>
    public abstract bool HasEnded { get; }

    /// <summary>The number of executions that can be restored.</summary>
    public abstract int RestorableCount { get; }

    /// <summary>
    /// Executions that may have had an effect which is not known: they had begun, may run at most once, and have no record of their end. The call pauses at them
    /// before any node runs.
    /// </summary>
    public abstract IReadOnlyList<RunPause> UnknownOutcomes { get; }

    /// <summary>Why the last write failed, so that not all of the call is stored; null if it did not fail.</summary>
    public abstract Exception? WriteError { get; }

    /// <summary>Returns what is stored of an execution.</summary>
    /// <param name="key">The key of the execution.</param>
    /// <param name="outputs">What is stored of the node: the results of its function, or the answer of an interrupt.</param>
    /// <param name="question">The question of an interrupt; null for another node.</param>
    /// <returns>Null if the execution must run.</returns>
    public abstract ValueTask<JournaledExecution?> FindAsync(string key, IReadOnlyList<NodeOutput> outputs, NodeOutput? question);

    /// <summary>Stores that an execution begins that may run at most once. The function is called after the task has completed.</summary>
    /// <param name="key">The key of the execution.</param>
    public abstract ValueTask BeginAsync(string key);

    /// <summary>Stores the outputs of an execution. The end of the node is emitted after the task has completed.</summary>
    /// <param name="key">The key of the execution.</param>
    /// <param name="outputs">The outputs, as declared.</param>
    /// <param name="values">The value of each output.</param>
    public abstract ValueTask CompleteAsync(string key, IReadOnlyList<NodeOutput> outputs, object?[] values);

    /// <summary>Stores the failure of an execution in an item of a map that continues past it.</summary>
    /// <param name="key">The key of the execution.</param>
    /// <param name="error">What the function threw.</param>
    public abstract ValueTask FailAsync(string key, Exception error);

    /// <summary>Stores an open question.</summary>
    /// <param name="key">The key of the interrupt's execution.</param>
    /// <param name="pause">The pause at the interrupt, as the call sees it.</param>
    /// <param name="question">The question, as declared.</param>
    /// <param name="answer">The output that the answer becomes.</param>
    public abstract ValueTask AskAsync(string key, RunPause pause, NodeOutput question, NodeOutput answer);

    /// <summary>
    /// Returns what another process needs to run the call, or an item of its map, by <see cref="IRunJournalSource.JoinAsync"/>: the right to write, and what can be restored of it.
    /// </summary>
    /// <param name="item">The zero-based index of the item; null for a run that is no map.</param>
    /// <exception cref="InvalidOperationException">The run has ended, or the journal is itself that of a part.</exception>
    public abstract ReadOnlyMemory<byte> Share(int? item);

    /// <summary>Stores how the call ended, with all that is not yet written, and releases the run.</summary>
    /// <param name="status">How the call ended.</param>
    /// <param name="error">What made it fail, or null.</param>
    public abstract ValueTask EndAsync(RunStatus status, Exception? error);
}
