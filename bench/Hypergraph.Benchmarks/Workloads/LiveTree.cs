using Hypergraph.Progress;

namespace Hypergraph.Benchmarks;

/// <summary>A live tree of as many rows, drawn when asked to.</summary>
internal sealed class LiveTree : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly NullTerminal _terminal = new();
    private readonly RichProgressProcessor _progress;
    private readonly RunId _run = RunId.New();
    private readonly SpanId _root = SpanId.New();
    private readonly int _rows;
    private int _next;

    public LiveTree(int rows)
    {
        _rows = rows;
        _progress = new RichProgressProcessor(new RichProgressOptions { Console = _terminal.CreateConsole(), Mode = ProgressMode.Live, TimeProvider = _clock });
        _progress.OnEvent(new RunStartEvent
        {
            RunId = _run,
            SpanId = _root,
            Timestamp = _clock.GetUtcNow(),
            GraphName = "tree",
            Outline = new GraphOutline
            {
                Name = "tree",
                Nodes = [.. Enumerable.Range(0, rows).Select(i => new NodeOutline { Name = NameOf(i), Kind = NodeKind.Function, IsInLoop = true })],
            },
        });
    }

    public static RichProgressProcessor CreateProcessor() =>
        new(new RichProgressOptions { Console = new NullTerminal().CreateConsole(), Mode = ProgressMode.Live });

    /// <summary>Changes one of the rows and draws a frame.</summary>
    /// <exception cref="InvalidOperationException">No frame was drawn.</exception>
    public double Draw()
    {
        SpanId node = SpanId.New();
        string name = NameOf(_next++ % _rows);
        _progress.OnEvent(new NodeStartEvent { RunId = _run, SpanId = node, ParentSpanId = _root, Timestamp = _clock.GetUtcNow(), NodeName = name });
        _progress.OnEvent(new NodeEndEvent
        {
            RunId = _run,
            SpanId = node,
            ParentSpanId = _root,
            Timestamp = _clock.GetUtcNow(),
            NodeName = name,
            Duration = TimeSpan.FromMilliseconds(1),
        });
        long before = _terminal.Writes;
        _clock.Tick();
        return _terminal.Writes > before ? 0 : throw new InvalidOperationException("The clock has moved, but no frame was drawn.");
    }

    public void Dispose()
    {
        _progress.Dispose();
        _terminal.Dispose();
    }

    private static string NameOf(int row) => $"node {row}";
}
