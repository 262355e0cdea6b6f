using System.Text.Json.Serialization;

namespace Hypergraph.Durability.Values;

/// <summary>A failure in a record.</summary>
/// <param name="Type">The full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Its stack trace; null if it has none.</param>
internal sealed record FailureText(string Type, string Message, string? Stack);

/// <summary>The JSON of failures.</summary>
[JsonSerializable(typeof(FailureText))]
internal sealed partial class FailureTextContext : JsonSerializerContext;
