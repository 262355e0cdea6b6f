namespace Hypergraph.Benchmarks;

/// <summary>A map in progress: many items are done, and each further one waits until it may end.</summary>
internal sealed class PacedMap : IDisposable
{
    /// <summary>More items than are measured.</summary>
    private const int Waiting = 10_000;

    private readonly SemaphoreSlim _gate = new(0);

    /// <summary>Starts the map, and waits until it has done the items that do not wait.</summary>
    public PacedMap(int done, EventProcessor processor)
    {
        using var isPaced = new ManualResetEventSlim();
        var graph = new Graph("paced", [Node.Create(
            (int x) =>
            {
                if (x >= done)
                {
                    isPaced.Set();
                    _gate.Wait();
                }

                return x;
            },
            output: "y",
            name: "pass")]);
        _ = new SyncRunner(processor).StartMap(graph, ("x", Enumerable.Range(0, done + Waiting).ToArray()), "x");
        isPaced.Wait();
    }

    /// <summary>Lets one item end.</summary>
    public void EndItem() => _gate.Release();

    public void Dispose() => _gate.Dispose();
}
