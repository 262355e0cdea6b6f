using System.Collections;

namespace Hypergraph.Durability.Values;

/// <summary>Encodes the inputs of a call, and for a map what it maps over and how.</summary>
internal sealed class InputCodec(RunStoreOptions options)
{
    // A name of an input never contains a colon.
    private const string Over = ":over";
    private const string Mode = ":mode";
    private const string Errors = ":errors";

    private readonly ValueCodec _values = new(options);

    /// <summary>Encodes the inputs of a call.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="map">What the call maps over, and how; null for a run.</param>
    /// <param name="large">Receives the large values by hash.</param>
    /// <exception cref="RunStoreException">A value cannot be encoded or is too large.</exception>
    /// <exception cref="InvalidInputException">A value has another type than its input.</exception>
    public ReadOnlyMemory<byte> Encode(Graph graph, IReadOnlyDictionary<string, object?> inputs, StoredMap? map, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        List<StoredValue> declared = [];
        List<object?> values = [];
        foreach ((string name, object? value) in inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
        {
            StoredValue input = DeclaredOf(graph, name, map);
            declared.Add(input);
            values.Add(Accepted(graph, input, value));
        }

        if (map is not null)
        {
            declared.Add(new(Over, typeof(string), IsCollection: true));
            values.Add(map.Over);
            declared.Add(new(Mode, typeof(int)));
            values.Add((int)map.Mode);
            if (map.ErrorHandling is { } errors)
            {
                declared.Add(new(Errors, typeof(int)));
                values.Add((int)errors);
            }
        }

        return _values.Encode([.. declared], values, "the inputs", ref large);
    }

    /// <summary>Whether a name in stored inputs is that of an input, not of how the call maps.</summary>
    public static bool IsInput(string name) => name[0] != ':';

    /// <summary>The names of the inputs of a stored call.</summary>
    public IEnumerable<string> NamesOf(StoredRun run) => _values.Describe(run.Inputs).Keys.Where(IsInput);

    /// <summary>Reads how a stored call maps.</summary>
    public async ValueTask<StoredMap> DecodeMapAsync(StoredRun run, IRunStore store)
    {
        ReadOnlyMemory<byte> payload = _values.RemoveTransform(run.Inputs);
        (_, object? over) = await _values.DecodeAsync(payload, new(Over, typeof(string), IsCollection: true), hash => FindLargeAsync(store, run, hash)).ConfigureAwait(false);
        (_, object? mode) = await _values.DecodeAsync(payload, new(Mode, typeof(int)), hash => FindLargeAsync(store, run, hash)).ConfigureAwait(false);
        (bool hasErrors, object? errors) = await _values.DecodeAsync(payload, new(Errors, typeof(int)), hash => FindLargeAsync(store, run, hash)).ConfigureAwait(false);
        return new StoredMap([.. ((IEnumerable)over!).Cast<string>()], (MapMode)(int)mode!, hasErrors ? (ErrorHandling)(int)errors! : null);
    }

    /// <summary>Reads the inputs of a stored call.</summary>
    /// <exception cref="RunStoreException">A value cannot be read.</exception>
    public async ValueTask<IReadOnlyDictionary<string, object?>> DecodeAsync(StoredRun run, Graph graph, StoredMap? map, IRunStore store)
    {
        ReadOnlyMemory<byte> payload = _values.RemoveTransform(run.Inputs);
        var inputs = new Dictionary<string, object?>();
        foreach (string name in NamesOf(run))
        {
            try
            {
                (_, object? value) = await _values.DecodeAsync(payload, DeclaredOf(graph, name, map), hash => FindLargeAsync(store, run, hash)).ConfigureAwait(false);
                inputs.Add(name, value);
            }
            catch (Exception exception) when (exception is System.Text.Json.JsonException or NotSupportedException or InvalidOperationException)
            {
                throw new RunStoreException($"Input '{name}' of run '{run.Id}' cannot be read: {exception.Message} Fork the run with new inputs.", exception);
            }
        }

        return inputs;
    }

    /// <summary>The names of the inputs that differ between two encoded calls.</summary>
    public IReadOnlyList<string> Differences(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> current)
    {
        if (stored.Span.SequenceEqual(current.Span))
        {
            return [];
        }

        var before = _values.Describe(stored);
        var after = _values.Describe(current);
        return [.. before.Keys.Union(after.Keys).Where(name => IsInput(name) && before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The value as the type of its input. A call that resumes has not bound its inputs before they are encoded.</summary>
    private static object? Accepted(Graph graph, StoredValue input, object? value)
    {
        if (input.IsCollection)
        {
            return value is IEnumerable items and not string
                ? IsOf(items, input.Type) ? items : items.Cast<object?>().Select(item => Accepted(graph, input with { IsCollection = false }, item))
                : throw Refuse(graph, input, value, $"a collection of {input.Type}");
        }

        object? widened = InputNumbers.Widen(value, input.Type);
        return (widened is null ? !input.Type.IsValueType || Nullable.GetUnderlyingType(input.Type) is not null : input.Type.IsInstanceOfType(widened))
            ? widened
            : throw Refuse(graph, input, value, input.Type.ToString());
    }

    private static bool IsOf(IEnumerable items, Type type) => type == typeof(object) || items.GetType() is var collection
        && (collection.IsArray ? collection.GetElementType() == type : collection.IsGenericType && collection.GetGenericArguments() is [var item] && item == type);

    private static InvalidInputException Refuse(Graph graph, StoredValue input, object? value, string accepted) => new(
        $"{(graph.Name is null ? "The graph" : $"Graph '{graph.Name}'")}: input '{input.Name}' accepts {accepted}, but {(value is null ? "null" : $"a value of type {value.GetType()}")} was supplied. Supply a value of that type.",
        input.Name);

    private static ValueTask<ReadOnlyMemory<byte>?> FindLargeAsync(IRunStore store, StoredRun run, string hash) => store.FindValueAsync(run.Id, hash, CancellationToken.None);

    private static StoredValue DeclaredOf(Graph graph, string name, StoredMap? map)
    {
        // An answer that the call supplies is no input, but an output of its interrupt.
        Type type = graph.Inputs.FirstOrDefault(input => input.Name == name)?.Type ?? graph.Outputs.FirstOrDefault(output => output.Name == name)?.Type ?? typeof(object);
        return new StoredValue(name, type, map?.Over.Contains(name) == true);
    }
}
