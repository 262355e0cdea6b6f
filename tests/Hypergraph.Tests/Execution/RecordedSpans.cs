namespace Hypergraph.Tests.Execution;

/// <summary>Shortcuts for what many tests read of recorded events.</summary>
internal static class RecordedSpans
{
    extension(EventRecorder recorder)
    {
        /// <summary>The nodes that started, in order.</summary>
        public IEnumerable<string> Started => recorder.Events.OfType<NodeStartEvent>().Select(e => e.NodeName);

        /// <summary>Asserts that every span that was opened was closed once, children before parents, and that nothing follows the end of the only call.</summary>
        public void AssertClosed()
        {
            var open = new Dictionary<SpanId, SpanId?>();
            foreach (Event e in recorder.Events)
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
            Assert.Equal(1, recorder.EndedCalls);
        }
    }
}
