using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Journals;
using Hypergraph.Durability.Values;

namespace Hypergraph.Durability.Runs;

/// <summary>Copies a run under a new id, without what has to run again.</summary>
internal sealed class RunForker(IRunStore store)
{
    private readonly InputCodec _inputs = new(store.Options);

    /// <summary>Forks a run with the graph and the inputs that are stored.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The new id is in use.</exception>
    /// <exception cref="InvalidInputException">The run has no execution where the fork departs.</exception>
    public async Task ForkAsync(string id, string newId, string? at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newId);
        StoredIds.Check(newId);
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        Dictionary<string, RunRecord> records = await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        RunRecord[] kept = [.. Kept(run, records, at, new Downstream(GraphShape.Parse(run.GraphShape)), changedNodes: [])];
        await AddAsync(run, run with { Id = newId }, kept, large: [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forks a run with a graph, and with new inputs.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The new id is in use.</exception>
    /// <exception cref="InvalidInputException">The run has no execution where the fork departs, or an input is unknown.</exception>
    public async Task ForkAsync(Graph graph, string id, string newId, ForkOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newId);
        StoredIds.Check(newId);
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
        RunRecord[] kept = [.. Kept(graph, run, records, options.At, map, _inputs.Differences(run.Inputs, encoded))];
        (string shape, string hash) = GraphShape.TextOf(graph);
        StoredRun fork = run with { Id = newId, GraphName = graph.Name, GraphVersion = graph.Version, GraphHash = hash, GraphShape = shape, Inputs = encoded };
        await AddAsync(run, fork, kept, large ?? [], cancellationToken).ConfigureAwait(false);
    }

    private async Task AddAsync(
        StoredRun run, StoredRun fork, IReadOnlyList<RunRecord> kept, Dictionary<string, ReadOnlyMemory<byte>> large, CancellationToken cancellationToken)
    {
        DateTimeOffset now = store.Options.TimeProvider.GetUtcNow();
        StoredRun added = fork with
        {
            Status = null,
            Error = null,
            ForkedFrom = run.Id,
            Created = now,
            Changed = now,
            Lease = new RunLease(Epoch: 1, Renewals: 0, Owner: null),
        };
        RunWrite write = new() { Records = kept, Time = now, Values = await LargeValuesAsync(run.Id, fork.Inputs, kept, large, cancellationToken).ConfigureAwait(false) };
        if (!await store.TryAddAsync(added, write, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The store has a run '{fork.Id}'. Choose another id for the fork.");
        }
    }

    private static IEnumerable<RunRecord> Kept(
        Graph graph, StoredRun run, Dictionary<string, RunRecord> records, string? at, StoredMap? map, IReadOnlyList<string> changedInputs)
    {
        var current = GraphShape.Of(graph);
        var downstream = new Downstream(current);
        HashSet<string> changedNodes = [.. GraphChanges.ChangedNodes(GraphShape.Parse(run.GraphShape), current)];
        if (map is not null && changedInputs.Any(map.Over.Contains))
        {
            // Other items: none is the same by its index.
            return [];
        }

        changedNodes.UnionWith(changedInputs.SelectMany(downstream.ReadersOf));
        return Kept(run, records, at, downstream, changedNodes);
    }

    private static IEnumerable<RunRecord> Kept(
        StoredRun run, Dictionary<string, RunRecord> records, string? at, Downstream downstream, IReadOnlyCollection<string> changedNodes)
    {
        var keys = records.Keys.ToDictionary(key => key, ExecutionKeys.PartsOf);
        var changed = new ChangedExecutions(downstream, new ExecutionOrders(keys.Values));
        if (at is not null)
        {
            changed.Add(DepartureOf(run, at, keys.Values));
        }

        AddNodes(changed, keys.Values, changedNodes);
        return records.Values.Where(record => !changed.Affect(keys[record.Key]));
    }

    /// <summary>Adds nodes of the outermost graph, from their first start on. In a map each item has its own.</summary>
    private static void AddNodes(ChangedExecutions changed, IEnumerable<IReadOnlyList<KeyPart>> keys, IReadOnlyCollection<string> nodes)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        IEnumerable<KeyPart?> items = keys.Select(key => key[0].Item is null ? (KeyPart?)null : key[0]).Distinct();
        foreach ((KeyPart? item, string node) in items.SelectMany(item => nodes.Select(node => (item, node))))
        {
            var first = new KeyPart(node, Item: null);
            changed.Add(item is { } part ? [part, first] : [first]);
        }
    }

    private static IReadOnlyList<KeyPart> DepartureOf(StoredRun run, string at, IEnumerable<IReadOnlyList<KeyPart>> keys) => ExecutionKeys.Find(at, keys)
        ?? throw new InvalidInputException($"Run '{run.Id}' has no execution '{at}' to fork at. Inspect it to see its executions.", at);

    private async ValueTask<Dictionary<string, ReadOnlyMemory<byte>>> LargeValuesAsync(
        string id, ReadOnlyMemory<byte> inputs, IReadOnlyList<RunRecord> records, Dictionary<string, ReadOnlyMemory<byte>> values, CancellationToken cancellationToken)
    {
        var codec = new RecordCodec(store, id);
        foreach (string hash in codec.LargeValuesOf(inputs).Concat(records.SelectMany(codec.LargeValuesOf)).Distinct())
        {
            if (!values.ContainsKey(hash) && await store.FindValueAsync(id, hash, cancellationToken).ConfigureAwait(false) is { } value)
            {
                values.Add(hash, value);
            }
        }

        return values;
    }
}
