using System.Runtime.CompilerServices;
using System.Text.Json;
using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Journals;
using Hypergraph.Durability.Runs;
using Hypergraph.Durability.Values;

namespace Hypergraph.Durability;

/// <summary>Asks and changes the runs of a store. None of these methods needs the graph or a process that runs it.</summary>
public static class RunStoreExtensions
{
    /// <summary>Lists the open questions of all paused runs.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async IAsyncEnumerable<PendingQuestion> PendingAsync(this IRunStore store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach ((string runId, RunRecord question) in store.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return await new RecordCodec(store, runId).DecodeQuestionAsync(question).ConfigureAwait(false);
        }
    }

    /// <summary>Answers an open question of a run. The run continues when it is called again.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="question">The name of the answer, the path of the interrupt, or <see cref="PendingQuestion.Key"/> where several questions share them.</param>
    /// <param name="answer">The answer as JSON. It must fit the type of the answer. Where only the program of the run has that type, the interrupt asks again when the answer does not fit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidInputException">The run has no such open question, or several, or the answer does not fit.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static Task AnswerAsync(this IRunStore store, string id, string question, JsonElement answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return RunEditor.ChangeAsync(
            store,
            id,
            async (_, records) =>
            {
                PendingQuestion pending = await QuestionAsync(store, id, records, question).ConfigureAwait(false);
                AnswerCheck.Check(store.Options, pending, answer);
                Dictionary<string, ReadOnlyMemory<byte>>? large = null;
                RunRecord answered = new RecordCodec(store, id).Answered(pending, answer, ref large);
                return new RunEdit([answered]) { Values = large ?? [] };
            },
            cancellationToken);
    }

    /// <summary>Decides what happens with executions whose outcome is unknown. The run continues when it is called again.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="node">The path of the node, or the key of the execution where several share it.</param>
    /// <param name="outcome">What is to happen.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidInputException">The run has no such execution, or several, or the outputs are not those of the node.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static Task ResolveAsync(this IRunStore store, string id, string node, UnknownOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(outcome);
        return RunEditor.ChangeAsync(
            store,
            id,
            (run, records) =>
            {
                string[] begun = [.. records.Values.Where(record => record.Kind == RunRecordKind.Begun).Select(record => record.Key)];
                string key = OneOf(id, node, begun, key => key == node || ExecutionKeys.Parse(key).NodePath == node, "execution with an unknown outcome");
                if (outcome.Outputs is not { } outputs)
                {
                    return new(new RunEdit([RecordCodec.Removed(key)]));
                }

                AnswerCheck.CheckOutputs(GraphShape.Parse(run.GraphShape), id, key, outputs.Keys);
                Dictionary<string, ReadOnlyMemory<byte>>? large = null;
                RunRecord completed = new RecordCodec(store, id).CompletedBy(key, outputs, ref large);
                return new(new RunEdit([completed]) { Values = large ?? [] });
            },
            cancellationToken);
    }

    /// <summary>Makes a run repeat what failed in items that it continued past: their failures are removed, with all that depends on them. The run continues when it is called again.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="items">Items of the outermost maps, which run again as a whole, failed or not; null for all that failed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The number of executions that are removed.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">It would run an execution again that may run at most once, and whose outcome is unknown.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static Task<int> RetryAsync(this IRunStore store, string id, IReadOnlyCollection<int>? items = null, CancellationToken cancellationToken = default) =>
        RetryAsync(store, id, (run, records) => RetriedExecutions.OfItems(run, records, items), cancellationToken);

    /// <summary>Makes a run repeat executions, failed or not: they are removed, with all that depends on them. The run continues when it is called again.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="keys">Keys of executions, as in <see cref="StoredExecution.Key"/>, or their starts: an item <c>files[3]</c>, an iteration <c>improve[#2]</c>, a node.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The number of executions that are removed.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidInputException">The run has no such execution.</exception>
    /// <exception cref="InvalidOperationException">It would run an execution again that may run at most once, and whose outcome is unknown.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static Task<int> RetryExecutionsAsync(this IRunStore store, string id, IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return RetryAsync(store, id, (run, records) => RetriedExecutions.OfKeys(run, records, keys), cancellationToken);
    }

    private static async Task<int> RetryAsync(
        IRunStore store, string id, Func<StoredRun, Dictionary<string, RunRecord>, IReadOnlyList<string>> retriedOf, CancellationToken cancellationToken)
    {
        int removed = 0;
        await RunEditor.ChangeAsync(
            store,
            id,
            (run, records) =>
            {
                RunRecord[] removals = [.. retriedOf(run, records).Select(RecordCodec.Removed)];
                removed = removals.Length;
                return new(new RunEdit(removals, Reopens: removals.Length > 0));
            },
            cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Copies a run under a new id, with the same graph and the same inputs, to run it from the middle. The fork runs when it is called.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="newId">The id of the fork.</param>
    /// <param name="at">Where the fork departs, as in <see cref="ForkOptions.At"/>; null to keep all that is stored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The new id is in use.</exception>
    /// <exception cref="InvalidInputException">The run has no execution where the fork departs.</exception>
    public static Task ForkAsync(this IRunStore store, string id, string newId, string? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new RunForker(store).ForkAsync(id, newId, at, cancellationToken);
    }

    /// <summary>
    /// Whether the process that ran it has ended before the run. Only a process of this machine is seen to have ended; whether one of another machine still runs, show the renewals of its lease.
    /// </summary>
    /// <param name="run">The run, as a store has returned it.</param>
    public static bool IsInterrupted(this StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Lease.Owner is { } owner && ProcessIdentity.HasEnded(owner);
    }

    /// <summary>
    /// Releases a run whose holder has ended: at once if that was a process of this machine, otherwise after <see cref="RunStoreOptions.LeaseDuration"/> without a renewal.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether no call holds the run; false also if there is no such run.</returns>
    public static async Task<bool> TryReleaseAsync(this IRunStore store, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return false;
        }

        if (run.Lease.Owner is null)
        {
            return true;
        }

        try
        {
            if (await RunLock.AcquireAsync(store, run, store.Options.LeaseDuration, cancellationToken).ConfigureAwait(false) is not { } held)
            {
                return false;
            }

            await using ConfiguredAsyncDisposable renewals = held.ConfigureAwait(false);
            run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
            await held.ReleaseAsync(run).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is RunHeldException or LeaseLostException or RunNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Describes a run: what ran, what failed, what it waits for.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="includeValues">Whether the values of inputs and executions are read too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public static async Task<RunDetails> InspectAsync(this IRunStore store, string id, bool includeValues = false, CancellationToken cancellationToken = default)
    {
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        Dictionary<string, RunRecord> records = await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        var codec = new RecordCodec(store, id);
        List<PendingQuestion> questions = [];
        foreach (RunRecord question in records.Values.Where(record => record.Kind == RunRecordKind.Question))
        {
            questions.Add(await codec.DecodeQuestionAsync(question).ConfigureAwait(false));
        }

        return new RunDetails(
            run,
            [.. records.Values.Select(record => codec.Describe(record, includeValues))],
            questions,
            includeValues ? codec.DescribeInputs(run) : null);
    }

    /// <summary>Deletes a run with all that is stored of it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static async Task DeleteAsync(this IRunStore store, string id, CancellationToken cancellationToken = default)
    {
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        RunLock held = await RunLock.AcquireAsync(store, run, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        await held.DisposeAsync().ConfigureAwait(false);
        run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        if (run.Lease.Epoch != held.Epoch || !await store.TryDeleteAsync(id, run.Lease, cancellationToken).ConfigureAwait(false))
        {
            throw new LeaseLostException(id);
        }
    }

    /// <summary>Deletes runs that have ended, by age, number and size. Runs that a call holds, or that have an open question, stay and do not count.</summary>
    /// <param name="store">The store.</param>
    /// <param name="retention">Which runs stay.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ids of the deleted runs.</returns>
    public static async Task<IReadOnlyList<string>> PruneAsync(this IRunStore store, RunRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(retention);
        HashSet<string> asking = [];
        await foreach ((string id, _) in store.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            asking.Add(id);
        }

        DateTimeOffset? oldest = retention.MaxAge is { } age ? store.Options.TimeProvider.GetUtcNow() - age : null;
        List<string> deleted = [];
        int kept = 0;
        long bytes = 0;
        await foreach (StoredRun run in store.ListAsync(new RunQuery { Statuses = [.. retention.Statuses.Cast<RunStatus?>()] }, cancellationToken).ConfigureAwait(false))
        {
            if (asking.Contains(run.Id))
            {
                continue;
            }

            bool stays = !(run.Changed < oldest) && !(kept >= retention.MaxRuns) && !(bytes > retention.MaxBytes);
            if (stays && retention.MaxBytes is { } maxBytes)
            {
                bytes += await store.MeasureAsync(run.Id, cancellationToken).ConfigureAwait(false) ?? 0;
                stays = bytes <= maxBytes;
            }

            kept += stays ? 1 : 0;
            if (!stays && run.Lease.Owner is null && await store.TryDeleteAsync(run.Id, run.Lease, cancellationToken).ConfigureAwait(false))
            {
                deleted.Add(run.Id);
            }
        }

        return deleted;
    }

    /// <summary>The open question with a name.</summary>
    internal static async ValueTask<PendingQuestion> QuestionAsync(IRunStore store, string id, Dictionary<string, RunRecord> records, string name)
    {
        var codec = new RecordCodec(store, id);
        var questions = new Dictionary<string, PendingQuestion>(StringComparer.Ordinal);
        foreach (RunRecord record in records.Values.Where(record => record.Kind == RunRecordKind.Question))
        {
            questions.Add(record.Key, await codec.DecodeQuestionAsync(record).ConfigureAwait(false));
        }

        return questions[OneOf(id, name, questions.Keys, key => key == name || questions[key].Answer == name || questions[key].NodePath == name, "open question")];
    }

    private static string OneOf(string id, string name, IReadOnlyCollection<string> keys, Func<string, bool> isMeant, string what)
    {
        string[] meant = [.. keys.Where(isMeant).Order(StringComparer.Ordinal)];
        return meant switch
        {
            [var only] => only,
            [] => throw new InvalidInputException(
                $"Run '{id}' has no {what} '{name}'. {(keys.Count == 0 ? "It has none." : $"It has {string.Join(", ", keys.Order(StringComparer.Ordinal).Select(key => $"'{key}'"))}.")}", name),
            _ => throw new InvalidInputException($"Run '{id}' has several of '{name}'. Name one: {string.Join(", ", meant.Select(key => $"'{key}'"))}.", name),
        };
    }
}
