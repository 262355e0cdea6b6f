using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hypergraph.Caching;

/// <summary>Makes the keys of a node: its definition and its inputs, hashed.</summary>
internal sealed class KeyWriter
{
    private const string Prefix = "hypergraph:";

    private readonly string _definition;
    private readonly JsonSerializerOptions _json;

    /// <exception cref="GraphConfigurationException">Nothing stands for the node's function.</exception>
    public KeyWriter(CallableNode node, CacheOptions options)
    {
        _definition = options.Key ?? node.Function.Definition ?? throw CreateNoDefinitionException(node);
        _json = CacheJson.ForKeys(options.Json);
        if (node is InterruptNode)
        {
            throw new GraphConfigurationException($"Interrupt '{node.Name}' cannot be cached: a person answers it. Cache the node that gives what it asks about.");
        }
    }

    /// <summary>The key of a call.</summary>
    /// <exception cref="InvalidOperationException">An input cannot be written.</exception>
    public string KeyOf(NodeCall call)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text);
        writer.WriteStartArray();
        writer.WriteStringValue(_definition);
        foreach (NodeOutput output in call.Node.Outputs)
        {
            writer.WriteStringValue(output.Name);
        }

        foreach (NodeInput input in call.Node.Inputs)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(input.Name);
            Write(writer, call, input);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.Flush();
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
    }

    private void Write(Utf8JsonWriter writer, NodeCall call, NodeInput input)
    {
        try
        {
            JsonSerializer.Serialize(writer, call.Inputs[input.Name], _json.GetTypeInfo(input.Type));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Node '{call.Node.Name}' is cached, but its input '{input.Name}' cannot be part of a key: {exception.Message} Take a value that JSON can show, or give CacheOptions.Json a converter for it.",
                exception);
        }
    }

    private static GraphConfigurationException CreateNoDefinitionException(CallableNode node) => node.Function.Captures switch
    {
        { Count: > 0 } captures => new GraphConfigurationException(
            $"Node '{node.Name}' cannot be cached by its inputs alone: its function captures {NameList.Of(captures)}. Take {(captures.Count == 1 ? "it as an input" : "them as inputs")}, or give a CacheOptions.Key that stands for the function and what it captures."),
        _ => new GraphConfigurationException(
            $"Node '{node.Name}' cannot be cached without a CacheOptions.Key: its function has no method in an assembly that could stand for it. Give a key, and change it when the function changes."),
    };
}
