namespace Hypergraph.Orleans;

/// <summary>Replaces a value in an event that could not be sent.</summary>
/// <param name="Type">The full name of the value's type.</param>
/// <param name="Text">The value's text, if it has one.</param>
public sealed record RemoteValue(string Type, string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? Type;
}
