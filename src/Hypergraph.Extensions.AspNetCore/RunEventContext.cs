using System.Text.Json.Serialization;

namespace Hypergraph.Extensions.AspNetCore;

/// <summary>The type that <see cref="RunEventJson"/> writes. The converter of events knows how.</summary>
[JsonSerializable(typeof(Event))]
internal sealed partial class RunEventContext : JsonSerializerContext;
