using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Hypergraph.Caching.Json;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Caching.Keys;

/// <summary>Computes the keys of a node's calls: a hash of its definition and its inputs.</summary>
internal sealed class KeyHasher
{
    private const string Prefix = "hypergraph:";

    private readonly string _definition;
    private readonly JsonSerializerOptions _json;

    /// <exception cref="GraphConfigurationException">Nothing identifies the node's function.</exception>
    public KeyHasher(CallableNode node, CacheOptions options)
    {
        _definition = options.Key ?? node.Function.Definition ?? throw CreateNoDefinitionException(node);
        _json = CacheJson.Exact(options.Json);
        if (node is InterruptNode)
        {
            throw new GraphConfigurationException($"Interrupt '{node.Name}' cannot be cached: a person answers it. Cache the node that produces its inputs.");
        }
    }

    /// <summary>Returns the key of a call.</summary>
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
                $"Node '{call.Node.Name}' is cached, but its input '{input.Name}' cannot be part of a key: {exception.Message} Accept a value that JSON can represent, or add a converter for it to CacheOptions.Json.",
                exception);
        }
    }

    private static GraphConfigurationException CreateNoDefinitionException(CallableNode node) => node.Function.Captures switch
    {
        { Count: > 0 } captures => new GraphConfigurationException(
            $"Node '{node.Name}' cannot be cached by its inputs alone: its function captures {NameList.Of(captures)}. Make {(captures.Count == 1 ? "it an input" : "them inputs")}, or supply a CacheOptions.Key that identifies the function and its captured variables."),
        _ => new GraphConfigurationException(
            $"Node '{node.Name}' cannot be cached without a CacheOptions.Key: its function has no method in an assembly that could identify it. Supply a key, and change it when the function changes."),
    };
}
