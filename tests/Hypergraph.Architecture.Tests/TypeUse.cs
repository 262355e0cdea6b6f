namespace Hypergraph.Architecture.Tests;

/// <summary>A use of a type of another room.</summary>
/// <param name="From">The room of the file.</param>
/// <param name="To">The room of the type.</param>
/// <param name="File">The file that uses the type.</param>
/// <param name="Type">The type.</param>
internal sealed record TypeUse(string From, string To, string File, string Type);
