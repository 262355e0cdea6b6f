namespace Hypergraph.Dashboard.Json;

/// <summary>All runs of the list.</summary>
internal sealed record RunList(IReadOnlyList<RunSummary> Runs, StoreState? Store, DateTimeOffset Time);

/// <summary>The runs of the list that have changed.</summary>
internal sealed record RunListChange(IReadOnlyList<RunSummary> Runs, IReadOnlyList<string> Removed, StoreState? Store, DateTimeOffset Time);

/// <summary>The state of the store.</summary>
/// <param name="HasMore">Whether it has more runs than those that are listed.</param>
/// <param name="Error">Why it could not be read; null if it could.</param>
internal sealed record StoreState(bool? HasMore, string? Error);

/// <summary>A run with all its rows.</summary>
internal sealed record RunState(RunSummary Summary, IReadOnlyList<Row> Rows, DateTimeOffset Time);

/// <summary>The rows of a run that have changed.</summary>
internal sealed record RunChange(RunSummary Summary, IReadOnlyList<ChangedRow> Rows, DateTimeOffset Time);

/// <summary>Nothing.</summary>
internal sealed record Nothing;
