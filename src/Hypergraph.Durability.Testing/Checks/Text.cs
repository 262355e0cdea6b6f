using System.Security.Cryptography;

namespace Hypergraph.Durability.Testing.Checks;

/// <summary>What a store returns, as text that is equal where the contents are, and that a message can show.</summary>
internal static class Text
{
    private const int MaxLength = 300;

    public static string Of(StoredRun? run) => run is null
        ? "no run"
        : string.Join(
            "; ",
            run.Id,
            $"graph {run.GraphName ?? "null"} {run.GraphVersion ?? "null"} {run.GraphHash} {run.GraphShape}",
            $"map {run.IsMap}",
            $"inputs {Of(run.Inputs)}",
            $"status {run.Status?.ToString() ?? "null"}",
            $"error {run.Error ?? "null"}",
            $"fork of {run.ForkedFrom ?? "null"}",
            $"created {run.Created.UtcDateTime:O}",
            $"changed {run.Changed.UtcDateTime:O}",
            $"lease {run.Lease}");

    public static string Of(RunRecord record) => $"{record.Key} {record.Kind} {Of(record.Payload)}";

    public static string Of(ReadOnlyMemory<byte>? bytes) => bytes switch
    {
        null => "null",
        { Length: <= 32 } few => $"[{Convert.ToHexString(few.Span)}]",
        { } many => $"[{many.Length} bytes, SHA-256 {Convert.ToHexString(SHA256.HashData(many.Span))}]",
    };

    public static string Shorten(string text) => text.Length <= MaxLength ? text : $"{text[..MaxLength]}… ({text.Length} characters)";
}
