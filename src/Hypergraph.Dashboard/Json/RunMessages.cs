namespace Hypergraph.Dashboard.Json;

/// <summary>All runs of the list.</summary>
internal sealed record RunList(IReadOnlyList<RunSummary> Runs, DateTimeOffset Time);

/// <summary>The runs of the list that have changed.</summary>
internal sealed record RunListChange(IReadOnlyList<RunSummary> Runs, IReadOnlyList<string> Removed, DateTimeOffset Time);

/// <summary>A run with all its rows.</summary>
internal sealed record RunState(RunSummary Summary, IReadOnlyList<Row> Rows, DateTimeOffset Time);

/// <summary>The rows of a run that have changed.</summary>
internal sealed record RunChange(RunSummary Summary, IReadOnlyList<ChangedRow> Rows, DateTimeOffset Time);

/// <summary>Nothing.</summary>
internal sealed record Nothing;
