using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>A model with a script that feeds it and a clock that the test moves.</summary>
public sealed class ModelTest
{
    public ModelTest(ProgressModelOptions? options = null)
    {
        Model = new ProgressModel((options ?? new ProgressModelOptions()) with { TimeProvider = Clock });
        Script = new EventScript(Model.Apply, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ProgressModel Model { get; }

    public EventScript Script { get; }

    public ProgressRun Run => Model.Snapshot().Runs[^1];

    /// <summary>The rows in short: <c>"  load 1/3 Running"</c>, failures as <c>"load 2/2 Failed 1"</c>.</summary>
    public string[] Rows => [.. Run.Rows.Select(Short)];

    public static string Short(ProgressRow row) =>
        $"{new string(' ', 2 * row.Level)}{row.Label} {row.Done}/{row.Total} {row.State}{(row.Failed > 0 ? $" {row.Failed}" : "")}";
}
