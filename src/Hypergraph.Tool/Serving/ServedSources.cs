namespace Hypergraph.Tool.Serving;

/// <summary>What a dashboard shows.</summary>
/// <param name="Logs">The paths of logs.</param>
/// <param name="Store">The store; null for that of the environment, if there is one.</param>
/// <param name="Port">The port; 0 for one that is free.</param>
/// <param name="IncludesValues">Whether values are shown.</param>
/// <param name="IsReadOnly">Whether the page answers no questions.</param>
internal sealed record ServedSources(IReadOnlyList<string> Logs, string? Store, int Port, bool IncludesValues, bool IsReadOnly);
