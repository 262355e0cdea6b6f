namespace Hypergraph.Extensions.Hosting.Registrations;

/// <summary>The name of a registered graph.</summary>
internal sealed record GraphRegistration(string Name);
