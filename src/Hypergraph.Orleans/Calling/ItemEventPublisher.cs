namespace Hypergraph.Orleans;

/// <summary>Tells of one item, through all attempts at it.</summary>
/// <param name="merger">Makes one stream of the attempts.</param>
/// <param name="createReader">Makes what reads the events of an attempt.</param>
/// <param name="around">The single run that the item is, or the map around it.</param>
/// <param name="index">The item's index in the map.</param>
internal sealed class ItemEventPublisher(AttemptMerger merger, Func<EventReader> createReader, PublishedSpan around, int? index)
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
            RunId = RunId.New(),
            SpanId = SpanId.New(),
            Timestamp = now,
            GraphName = around.Start.GraphName,
            WorkflowId = around.Start.WorkflowId,
            ItemIndex = index,
        });
        Close(result.Status, result.Error?.Types[0], result.Error?.Message, now);
        return merger.Root!.Start.RunId;
    }

    public void Close(RunStatus status, string? errorType, string? errorMessage, DateTimeOffset now) => merger.Close(status, errorType, errorMessage, now);
}
