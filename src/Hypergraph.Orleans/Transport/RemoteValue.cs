namespace Hypergraph.Orleans;

/// <summary>Stands in an event for a value that could not travel: what it was on its silo.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Text">Its text, as far as it had one.</param>
public sealed record RemoteValue(string Type, string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? Type;
}
