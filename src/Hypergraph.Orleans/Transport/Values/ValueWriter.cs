namespace Hypergraph.Orleans.Transport.Values;

/// <summary>Serializes and deserializes the values of one graph by their declared types. Exceptions name the graph and the value.</summary>
internal sealed class ValueWriter(Graph graph, ValueCodec codec)
{
    private const string LargeValueAdvice = "Use a reference to it (a path, a key), or leave it out with Select.";

    private readonly Dictionary<string, Type> _inputs = graph.Inputs.Concat(graph.Answers).DistinctBy(i => i.Name).ToDictionary(i => i.Name, i => i.Type);
    private readonly Dictionary<string, (Type Type, string Node)> _outputs = OutputsOf(graph);

    /// <exception cref="ValueTransportException">A value cannot be sent.</exception>
    public WireValue[] WriteInputs(IReadOnlyDictionary<string, object?> values) =>
        EnsureFits([.. values.Select(v => Write(v.Key, v.Value, _inputs[v.Key], InputName(v.Key)))], InputName);

    /// <exception cref="ValueTransportException">A value cannot be read.</exception>
    public void ReadInputs(WireValue[] values, Dictionary<string, object?> target)
    {
        foreach (WireValue value in values)
        {
            target[value.Name] = Read(value, _inputs[value.Name], InputName(value.Name));
        }
    }

    /// <exception cref="ValueTransportException">A value cannot be sent; the message names its node.</exception>
    public WireValue[] WriteResults(IReadOnlyDictionary<string, object?> values) =>
        EnsureFits([.. values.Select(v => Write(v.Key, v.Value, TypeOf(v.Key), OutputName(v.Key)))], OutputName);

    /// <exception cref="ValueTransportException">A value cannot be read.</exception>
    public Dictionary<string, object?> ReadResults(WireValue[] values) =>
        values.ToDictionary(v => v.Name, v => Read(v, TypeOf(v.Name), $"output '{v.Name}'"));

    /// <summary>Serializes a value of an event; a value that cannot be sent is replaced by its text.</summary>
    public static WireValue WriteForEvent(ValueCodec codec, string name, object? value, Type type)
    {
        try
        {
            byte[] data = codec.Write(value, type);
            if (data.Length <= WireBatches.MaxEventValueBytes)
            {
                return new WireValue { Name = name, Data = data };
            }
        }
        catch (Exception)
        {
            // Send its text instead.
        }

        return new WireValue { Name = name, Type = value?.GetType().FullName, Text = ValueText.Of(value) };
    }

    /// <summary>Deserializes a value of an event.</summary>
    public static object? ReadForEvent(ValueCodec codec, in WireValue value, Type type)
    {
        try
        {
            return value.Data is { } data ? codec.Read(data, type) : new RemoteValue(value.Type ?? string.Empty, value.Text);
        }
        catch (Exception exception)
        {
            return new RemoteValue(type.FullName ?? type.Name, $"(cannot be read: {exception.Message})");
        }
    }

    private static Dictionary<string, (Type Type, string Node)> OutputsOf(Graph graph)
    {
        var outputs = new Dictionary<string, (Type Type, string Node)>();
        foreach (GraphOutput output in graph.Outputs)
        {
            string node = graph.Nodes.First(n => n.Outputs.Any(o => o.Name == output.Name)).Name;
            outputs.Add(output.Name, (output.Type, node));
        }

        return outputs;
    }

    private static string InputName(string name) => $"input '{name}'";

    private string OutputName(string name) => $"output '{name}' of node '{_outputs.GetValueOrDefault(name).Node}'";

    /// <exception cref="ValueTransportException">The values exceed the size limit together; the message names the largest.</exception>
    private WireValue[] EnsureFits(WireValue[] values, Func<string, string> nameOf)
    {
        int bytes = WireValue.BytesOf(values);
        return bytes <= WireBatches.MaxItemBytes
            ? values
            : throw new ValueTransportException(
                $"Graph '{graph.Name}': {nameOf(values.MaxBy(v => v.Bytes).Name)} is too large to travel between machines: {values.Max(v => v.Bytes):N0} bytes, {bytes:N0} together with the other values, of at most {WireBatches.MaxItemBytes:N0}. {LargeValueAdvice}");
    }

    private Type TypeOf(string output) => _outputs.TryGetValue(output, out (Type Type, string Node) found) ? found.Type : typeof(object);

    private WireValue Write(string name, object? value, Type type, string description)
    {
        try
        {
            return new WireValue { Name = name, Data = codec.Write(value, type) };
        }
        catch (ValueSizeException)
        {
            throw new ValueTransportException(
                $"Graph '{graph.Name}': {description} is too large to travel between machines: more than {WireBatches.MaxItemBytes:N0} bytes. {LargeValueAdvice}");
        }
        catch (Exception exception)
        {
            throw new ValueTransportException(
                $"Graph '{graph.Name}': {description}, a value of type {value?.GetType().ToString() ?? "null"}, cannot travel between machines: {exception.Message} Use plain data, leave it out with Select, or use a ValueCodec that can write it.",
                exception);
        }
    }

    private object? Read(in WireValue value, Type type, string description)
    {
        try
        {
            return codec.Read(value.Data, type);
        }
        catch (Exception exception)
        {
            throw new ValueTransportException(
                $"Graph '{graph.Name}': {description} travelled, but cannot be read as {type}: {exception.Message} Silos and callers need the same types and codecs that agree.",
                exception);
        }
    }
}
