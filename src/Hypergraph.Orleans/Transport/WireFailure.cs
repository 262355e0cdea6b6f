using Orleans;

namespace Hypergraph.Orleans;

/// <summary>A failure with its place, as it travels.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class WireFailure
{
    [Id(0)]
    public string? NodePath { get; init; }

    [Id(1)]
    public required int[] ItemPath { get; init; }

    /// <summary>The label of the innermost item that has one, or null.</summary>
    [Id(2)]
    public string? ItemLabel { get; init; }

    /// <summary>What was thrown; null if it is the result's own error.</summary>
    [Id(3)]
    public RemoteError? Error { get; init; }

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => (NodePath?.Length ?? 0) + (sizeof(int) * ItemPath.Length) + (ItemLabel?.Length ?? 0) + (Error?.Bytes ?? 0);

    public static WireFailure Of(RunFailure failure, Exception? resultError) => new()
    {
        NodePath = failure.NodePath,
        ItemPath = [.. failure.ItemPath],
        ItemLabel = WireText.Of(failure.ItemLabel, WireBatches.MaxTextLength),
        Error = ReferenceEquals(failure.Error, resultError) ? null : RemoteError.Of(failure.Error),
    };

    /// <summary>The failure.</summary>
    /// <param name="resultError">The result's own error.</param>
    public RunFailure ToFailure(Exception? resultError)
    {
        string?[]? labels = ItemLabel is null ? null : [.. new string?[Math.Max(ItemPath.Length - 1, 0)], ItemLabel];
        return new RunFailure(NodePath, ItemPath, Error?.ToException() ?? resultError!, labels);
    }
}
