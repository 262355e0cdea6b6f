namespace Hypergraph.Tests.Execution;

/// <summary>Keeps every event, and counts shutdowns.</summary>
internal sealed class Recorder(bool wantsValues = false) : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<Event> _events = [];

    public int Shutdowns { get; private set; }

    public override bool WantsValues => wantsValues;

    public IReadOnlyList<Event> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The nodes that started, in order.</summary>
    public IEnumerable<string> Started => Events.OfType<NodeStartEvent>().Select(e => e.NodeName);

    public override void OnEvent(Event e)
    {
        lock (_gate)
        {
            _events.Add(e);
        }
    }

    public override void Shutdown() => Shutdowns++;

    /// <summary>Asserts that every scope that was opened was closed once, children before parents, and nothing follows the root's end.</summary>
    public void AssertClosed()
    {
        var open = new Dictionary<SpanId, SpanId?>();
        foreach (Event e in Events)
        {
            switch (e)
            {
                case RunStartEvent or NodeStartEvent:
                    Assert.True(e.ParentSpanId is null || open.ContainsKey(e.ParentSpanId.Value), $"{e.GetType().Name} outside its parent");
                    open.Add(e.SpanId, e.ParentSpanId);
                    break;
                case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                    Assert.True(open.Remove(e.SpanId), $"{e.GetType().Name} without a start");
                    Assert.DoesNotContain(open.Values, parent => parent == e.SpanId);
                    break;
            }
        }

        Assert.Empty(open);
        Assert.Equal(1, Shutdowns);
    }
}
