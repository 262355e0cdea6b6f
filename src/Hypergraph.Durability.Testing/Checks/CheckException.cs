using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Durability.Testing.Checks;

/// <summary>A check of a case has failed.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It becomes a public exception that names the case.")]
internal sealed class CheckException(string message) : Exception(message);
