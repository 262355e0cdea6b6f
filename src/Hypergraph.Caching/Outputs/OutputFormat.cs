using System.Text.Json;

namespace Hypergraph.Caching;

/// <summary>How a node's outputs are written to a distributed store, and read back: each as its declared type.</summary>
internal sealed class OutputFormat(CallableNode node, JsonSerializerOptions? json)
{
    private readonly JsonSerializerOptions _json = CacheJson.ForValues(json);

    /// <exception cref="InvalidOperationException">An output cannot be written.</exception>
    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> values)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in values)
        {
            writer.WritePropertyName(name);
            Write(writer, name, value);
        }

        writer.WriteEndObject();
    }

    /// <exception cref="InvalidOperationException">An output is not what its type says.</exception>
    public IReadOnlyDictionary<string, object?> Read(JsonElement stored)
    {
        Dictionary<string, object?> values = [];
        foreach (JsonProperty output in stored.EnumerateObject())
        {
            values.Add(output.Name, Read(output));
        }

        return values;
    }

    private void Write(Utf8JsonWriter writer, string name, object? value)
    {
        try
        {
            JsonSerializer.Serialize(writer, value, _json.GetTypeInfo(TypeOf(name)));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Node '{node.Name}' is cached in a distributed store, but its output '{name}' cannot be written: {exception.Message} Give a value that JSON can show, or CacheOptions.Json a converter for it.",
                exception);
        }
    }

    private object? Read(JsonProperty output)
    {
        Type type = TypeOf(output.Name);
        try
        {
            return output.Value.Deserialize(_json.GetTypeInfo(type));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Node '{node.Name}': what the cache has for '{output.Name}' cannot be read as {type}: {exception.Message} Give another CacheOptions.Key, or a type that JSON can read.",
                exception);
        }
    }

    /// <summary>The type of an output; a gate has one, its answer.</summary>
    private Type TypeOf(string output) => node.Outputs.FirstOrDefault(o => o.Name == output)?.Type ?? node.Function.ResultType;
}
