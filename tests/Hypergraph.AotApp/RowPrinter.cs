using Hypergraph.Progress;

namespace Hypergraph.AotApp;

/// <summary>Prints the rows of the progress model when a run has ended.</summary>
internal sealed class RowPrinter : EventProcessor
{
    private ProgressModel _model = new();

    public override void OnEvent(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        _model.Apply(e);
        if (e is RunEndEvent { ParentSpanId: null })
        {
            foreach (ProgressRow row in _model.Snapshot().Runs.SelectMany(run => run.Rows))
            {
                Console.WriteLine($"  {new string(' ', 2 * row.Level)}{row.Label} {row.Done}/{row.Total} {row.State}");
            }

            _model = new ProgressModel();
        }
    }
}
