using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Transport.Results;

/// <summary>The serialized form of a failure with its location.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WireFailure")]
[Immutable]
internal sealed class WireFailure
{
    [Id(0)]
    public string? NodePath { get; init; }

    [Id(1)]
    public required int[] ItemPath { get; init; }

    /// <summary>The label of the innermost labelled item, or null.</summary>
    [Id(2)]
    public string? ItemLabel { get; init; }

    /// <summary>The exception; null if it is the result's own error.</summary>
    [Id(3)]
    public RemoteError? Error { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => (NodePath?.Length ?? 0) + (sizeof(int) * ItemPath.Length) + (ItemLabel?.Length ?? 0) + (Error?.Bytes ?? 0);

    public static WireFailure Of(RunFailure failure, Exception? resultError) => new()
    {
        NodePath = failure.NodePath,
        ItemPath = [.. failure.ItemPath],
        ItemLabel = WireText.Of(failure.ItemLabel, WireBatches.MaxTextLength),
        Error = ReferenceEquals(failure.Error, resultError) ? null : RemoteError.Of(failure.Error),
    };

    /// <summary>Restores the failure.</summary>
    /// <param name="resultError">The result's own error.</param>
    public RunFailure ToFailure(Exception? resultError)
    {
        string?[]? labels = ItemLabel is null ? null : [.. new string?[Math.Max(ItemPath.Length - 1, 0)], ItemLabel];
        return new RunFailure(NodePath, ItemPath, Error?.ToException() ?? resultError!, labels);
    }
}
