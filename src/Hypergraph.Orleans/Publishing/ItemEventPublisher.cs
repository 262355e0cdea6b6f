using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Publishing;

/// <summary>Publishes the events of one item, across all attempts.</summary>
/// <param name="merger">Merges the attempts into one stream.</param>
/// <param name="createReader">Creates a reader for the events of an attempt.</param>
/// <param name="parent">The span of the map that contains the item, or of the single run itself.</param>
/// <param name="index">The item's index in the map.</param>
/// <param name="runId">The id of the item's run.</param>
internal sealed class ItemEventPublisher(AttemptMerger merger, Func<EventReader> createReader, PublishedSpan parent, int? index, RunId runId)
{
    private (int Epoch, int Attempt) _attempt;
    private EventReader? _reader;

    public void Publish((int Epoch, int Attempt) attempt, WireEvent[] events)
    {
        if (_reader is null || attempt != _attempt)
        {
            _attempt = attempt;
            _reader = createReader();
            merger.BeginAttempt();
        }

        foreach (WireEvent e in events)
        {
            merger.Merge(_reader.Read(e));
        }
    }

    /// <returns>The id of the item's run.</returns>
    public RunId End(WireResult result, DateTimeOffset now)
    {
        merger.BeginRoot(new RunStartEvent
        {
            RunId = runId,
            SpanId = SpanId.New(),
            Timestamp = now,
            GraphName = parent.Start.GraphName,
            WorkflowId = parent.Start.WorkflowId,
            ItemIndex = index,
        });
        Close(result.Status, result.Error?.Types[0], result.Error?.Message, now);
        return merger.Root!.Start.RunId;
    }

    public void Close(RunStatus status, string? errorType, string? errorMessage, DateTimeOffset now) => merger.Close(status, errorType, errorMessage, now);
}
