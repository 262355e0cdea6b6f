using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Values;
using Hypergraph.Hosting;

namespace Hypergraph.Durability.Journals;

/// <summary>Opens the journal of a call: adds its run to the store, or resumes the stored run. All checks come first.</summary>
internal sealed class JournalOpener
{
    private readonly IRunStore _store;
    private readonly JournalRequest _request;
    private readonly InputCodec _inputs;
    private readonly StoredMap? _map;

    private JournalOpener(IRunStore store, JournalRequest request)
    {
        _store = store;
        _request = request;
        _inputs = new InputCodec(store.Options);

        // The items of a stream are not stored: the call that resumes supplies the same stream.
        _map = request.Over is null ? null : new StoredMap([.. request.Over], request.Options is MapOptions map ? map.Mode : MapMode.Zip, request.Options.ErrorHandling);
    }

    /// <inheritdoc cref="IRunJournalSource.OpenAsync"/>
    public static async ValueTask<RunJournal> OpenAsync(IRunStore store, JournalRequest request, CancellationToken cancellationToken)
    {
        StoredIds.Check(request.WorkflowId);
        GraphValueCheck.Check(request.Graph, ValueJson.Of(store.Options.JsonOptions));
        var opener = new JournalOpener(store, request);
        while (true)
        {
            RunJournal? journal = await store.FindAsync(request.WorkflowId, cancellationToken).ConfigureAwait(false) is { } stored
                ? await opener.ResumeAsync(stored, cancellationToken).ConfigureAwait(false)
                : await opener.AddAsync(cancellationToken).ConfigureAwait(false);
            if (journal is not null)
            {
                return journal;
            }

            // Another call has added or deleted the run meanwhile.
        }
    }

    private async ValueTask<RunJournal?> AddAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, object?> inputs = Materialized(_request.Inputs.Values);
        var values = GraphInputs.From(inputs);
        if (_map is null)
        {
            CallInputs.Check(_request.Graph, values);
        }
        else if (_request.Options is not MapStreamOptions)
        {
            _ = CallInputs.Split(_request.Graph, values, _request.Over!, _map.Mode);
        }

        Dictionary<string, ReadOnlyMemory<byte>>? large = null;
        (string shape, string hash) = GraphShape.TextOf(_request.Graph);
        DateTimeOffset now = _store.Options.TimeProvider.GetUtcNow();
        var run = new StoredRun
        {
            Id = _request.WorkflowId,
            GraphName = _request.Graph.Name,
            GraphVersion = _request.Graph.Version,
            GraphHash = hash,
            GraphShape = shape,
            IsMap = _map is not null,
            Inputs = _inputs.Encode(_request.Graph, inputs, _map, ref large),
            Created = now,
            Changed = now,
            Lease = new RunLease(Epoch: 1, Renewals: 0, ProcessIdentity.NextOwner()),
        };
        RunWrite write = large is null ? new RunWrite { Time = now } : new RunWrite { Time = now, Values = large };
        bool isAdded = false;
        try
        {
            isAdded = await _store.TryAddAsync(run, write, cancellationToken).ConfigureAwait(false);
            return isAdded ? new StoreJournal(_store, new StoredCall(run.Id, values, IsResumed: false), [], RunLock.OfAdded(_store, run)) : null;
        }
        finally
        {
            if (!isAdded)
            {
                ProcessIdentity.End(run.Lease.Owner);
            }
        }
    }

    private async ValueTask<RunJournal?> ResumeAsync(StoredRun stored, CancellationToken cancellationToken)
    {
        await CheckAsync(stored).ConfigureAwait(false);
        GraphInputs inputs = GraphInputs.From(await _inputs.DecodeAsync(stored, _request.Graph, _map, _store).ConfigureAwait(false));
        var call = new StoredCall(stored.Id, inputs, IsResumed: true);
        if (stored.Status is RunStatus.Completed)
        {
            return new StoreJournal(_store, call, await RunRecords.ReadAsync(_store, stored.Id, cancellationToken).ConfigureAwait(false), runLock: null);
        }

        if (await RunLock.AcquireAsync(_store, stored, cancellationToken).ConfigureAwait(false) is not { } runLock)
        {
            return null;
        }

        try
        {
            await runLock.WriteAsync(
                new RunWrite { Time = _store.Options.TimeProvider.GetUtcNow(), StatusChange = new RunStatusChange(Status: null, Error: null, IsReleased: false) },
                cancellationToken).ConfigureAwait(false);
            return new StoreJournal(_store, call, await RunRecords.ReadAsync(_store, stored.Id, cancellationToken).ConfigureAwait(false), runLock);
        }
        catch
        {
            await runLock.TryReleaseAsync(stored).ConfigureAwait(false);
            await runLock.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask CheckAsync(StoredRun stored)
    {
        StoredGraphCheck.Check(stored, _request.Graph, isMap: _map is not null);
        if (_map is not null)
        {
            StoredMap before = await _inputs.DecodeMapAsync(stored, _store).ConfigureAwait(false);
            if (!before.Over.Order().SequenceEqual(_map.Over.Order()) || before.Mode != _map.Mode)
            {
                throw new InvalidInputException(
                    $"Run '{stored.Id}' maps over {string.Join(", ", before.Over.Select(name => $"'{name}'"))} with MapMode.{before.Mode}. Map in the same way, or use another id.", input: null);
            }
        }

        if (_request.Inputs.Values.Count == 0)
        {
            return;
        }

        Dictionary<string, ReadOnlyMemory<byte>>? large = null;
        IReadOnlyList<string> differences = _inputs.Differences(stored.Inputs, _inputs.Encode(_request.Graph, Materialized(_request.Inputs.Values), _map, ref large));
        if (differences.Count > 0)
        {
            throw new InvalidInputException(
                $"Run '{stored.Id}' was stored with other values of {string.Join(", ", differences.Select(name => $"'{name}'"))}. Pass no inputs to resume it, fork it to change them, or use another id.",
                differences.Count == 1 ? differences[0] : null);
        }
    }

    /// <summary>The inputs, with collections to map over that are read once: they are stored and then run.</summary>
    private IReadOnlyDictionary<string, object?> Materialized(IReadOnlyDictionary<string, object?> inputs) => _map is null
        ? inputs
        : inputs.ToDictionary(
            input => input.Key,
            input => _map.Over.Contains(input.Key) && input.Value is System.Collections.IEnumerable items and not System.Collections.ICollection and not string ? items.Cast<object?>().ToList() : input.Value);
}
