using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Journals;
using Hypergraph.Durability.Values;

namespace Hypergraph.Durability.Runs;

/// <summary>Copies a run under a new id, without what has to run again.</summary>
internal sealed class RunForker(IRunStore store, Graph graph)
{
    private readonly InputCodec _inputs = new(store.Options);

    /// <summary>Forks a run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The new id is in use.</exception>
    /// <exception cref="InvalidInputException">The run has no execution where the fork departs, or an input is unknown.</exception>
    public async Task ForkAsync(string id, string newId, ForkOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newId);
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        Dictionary<string, RunRecord> records = await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        StoredMap? map = run.IsMap ? await _inputs.DecodeMapAsync(run, store).ConfigureAwait(false) : null;
        IReadOnlyDictionary<string, object?> before = await _inputs.DecodeAsync(run, graph, map, store).ConfigureAwait(false);
        Dictionary<string, object?> inputs = new(before);
        foreach ((string name, object? value) in options.Inputs.Values)
        {
            inputs[name] = value;
        }

        Dictionary<string, ReadOnlyMemory<byte>>? large = null;
        ReadOnlyMemory<byte> encoded = _inputs.Encode(graph, inputs, map, ref large);
        RunRecord[] kept = [.. Kept(run, records, options.At, map, _inputs.Differences(run.Inputs, encoded))];
        (string shape, string hash) = GraphShape.TextOf(graph);
        DateTimeOffset now = store.Options.TimeProvider.GetUtcNow();
        StoredRun fork = run with
        {
            Id = newId,
            GraphName = graph.Name,
            GraphHash = hash,
            GraphShape = shape,
            Inputs = encoded,
            Status = null,
            Error = null,
            ForkedFrom = id,
            Created = now,
            Changed = now,
            Lease = new RunLease(Epoch: 1, Renewals: 0, Owner: null),
        };
        RunWrite write = new() { Records = kept, Time = now, Values = await LargeValuesAsync(id, kept, large ?? [], cancellationToken).ConfigureAwait(false) };
        if (!await store.TryAddAsync(fork, write, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The store has a run '{newId}'. Choose another id for the fork.");
        }
    }

    private IEnumerable<RunRecord> Kept(StoredRun run, Dictionary<string, RunRecord> records, string? at, StoredMap? map, IReadOnlyList<string> changedInputs)
    {
        var current = GraphShape.Of(graph);
        var downstream = new Downstream(current);
        var keys = records.Keys.ToDictionary(key => key, ExecutionKeys.PartsOf);
        HashSet<string> changedNodes = [.. GraphChanges.ChangedNodes(GraphShape.Parse(run.GraphShape), current)];
        if (map is not null && changedInputs.Any(map.Over.Contains))
        {
            // Other items: none is the same by its index.
            return [];
        }

        changedNodes.UnionWith(changedInputs.SelectMany(downstream.ReadersOf));
        IReadOnlyList<KeyPart>? departure = at is null ? null : ExecutionKeys.PartsOf(at);
        if (departure is not null && !keys.Values.Any(key => departure.SequenceEqual(key.Take(departure.Count))))
        {
            throw new InvalidInputException($"Run '{run.Id}' has no execution '{at}' to fork at. Inspect it to see its executions.", at);
        }

        return records.Values.Where(record =>
            record.Kind is not RunRecordKind.Begun
            && (departure is null || !downstream.DependsOn(keys[record.Key], departure))
            && !changedNodes.Any(node => DependsOnNode(downstream, keys[record.Key], node)));
    }

    /// <summary>Whether an execution depends on a node of the outermost graph. In a map each item has its own.</summary>
    private static bool DependsOnNode(Downstream downstream, IReadOnlyList<KeyPart> key, string node)
    {
        bool isItem = key[0].Item is not null;
        IReadOnlyList<KeyPart> changed = isItem ? [key[0], new KeyPart(node, Item: null)] : [new KeyPart(node, Item: null)];
        int place = isItem ? 1 : 0;
        return key[place].Node == node || downstream.DependsOn(key, changed);
    }

    private async ValueTask<Dictionary<string, ReadOnlyMemory<byte>>> LargeValuesAsync(
        string id, IReadOnlyList<RunRecord> records, Dictionary<string, ReadOnlyMemory<byte>> values, CancellationToken cancellationToken)
    {
        var codec = new RecordCodec(store, id);
        foreach (string hash in records.SelectMany(codec.LargeValuesOf).Distinct())
        {
            if (!values.ContainsKey(hash) && await store.FindValueAsync(id, hash, cancellationToken).ConfigureAwait(false) is { } value)
            {
                values.Add(hash, value);
            }
        }

        return values;
    }
}
