using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.AspNetCore;

/// <summary>Writes events as JSON, values with the options that the application has for its responses.</summary>
internal sealed class RunEventJson
{
    private readonly JsonTypeInfo<Event> _type;

    private RunEventJson(JsonTypeInfo<Event> type) => _type = type;

    public static RunEventJson Create(IServiceProvider services)
    {
        bool includesValues = services.GetRequiredService<IOptions<HypergraphOptions>>().Value.KeepsValues;
        JsonSerializerOptions ofResponses = services.GetService<IOptions<JsonOptions>>()?.Value.SerializerOptions ?? new JsonOptions().SerializerOptions;
        var options = new JsonSerializerOptions(ofResponses) { WriteIndented = false };
        options.TypeInfoResolverChain.Insert(0, RunEventContext.Default);
        options.Converters.Insert(0, new EventJsonConverter { IncludesValues = includesValues });
        return new RunEventJson((JsonTypeInfo<Event>)options.GetTypeInfo(typeof(Event)));
    }

    public static void WriteGap(IBufferWriter<byte> output, long missedCount)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("missed"u8, missedCount);
        writer.WriteEndObject();
    }

    public void Write(IBufferWriter<byte> output, Event e)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, e, _type);
    }
}
