using Hypergraph.Progress;

namespace Hypergraph.Durability.Tests;

/// <summary>The rows of a run as a person sees them, without what depends on time or on whether a store restored it.</summary>
public sealed class RowProcessor : EventProcessor
{
    private readonly ProgressModel _model = new();

    public IEnumerable<string> Rows => _model.Snapshot().Runs.SelectMany(run => run.Rows).Select(row => $"{row.Level} {row.Label} {row.Done}/{row.Total} {row.State} {row.Failed}");

    public override void OnEvent(Event e)
    {
        lock (_model)
        {
            _model.Apply(e);
        }
    }
}
