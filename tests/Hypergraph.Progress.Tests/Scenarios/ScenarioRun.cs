namespace Hypergraph.Progress.Tests;

/// <summary>A scenario as it runs: the labels that its caller sets, and its whole event stream.</summary>
/// <param name="Options">The labels.</param>
/// <param name="Events">Every event, in order, with its time.</param>
public sealed record ScenarioRun(ProgressModelOptions Options, IReadOnlyList<Event> Events)
{
    /// <summary>The labels in the form that a processor accepts.</summary>
    public RichProgressOptions ProcessorOptions => new() { MapLabel = Options.MapLabel, MapLabels = Options.MapLabels };
}
