using System.Text.Json;

namespace Hypergraph.Caching;

/// <summary>How a node's outputs are written to a distributed store, and read back: each as its declared type.</summary>
internal sealed class OutputFormat(CallableNode node, JsonSerializerOptions? json)
{
    private readonly JsonSerializerOptions _json = CacheJson.ForValues(json);

    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> values)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in values)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, _json.GetTypeInfo(TypeOf(name)));
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
