namespace Hypergraph.Orleans.SiloHost;

/// <summary>The graphs of the tests' cluster, as silos and callers have them.</summary>
public static class ClusterGraphs
{
    /// <summary>Creates a graph with some milliseconds of work in three nodes and a nested map.</summary>
    public static Graph Work()
    {
        var part = new Graph("part", [Node.Create(async (int part, int pause) => await PauseAsync(part + 1, pause), output: "made", name: "make")]);
        return new Graph("work",
        [
            Node.Create(async (int n, int pause) => await PauseAsync(new[] { n, n + 1 }, pause), output: "part", name: "split"),
            part.AsNode("parts").MapOver("part"),
            Node.Create((int[] made) => made.Sum(), output: "sum", name: "join"),
        ]);
    }

    /// <summary>Creates a graph that kills its process for one item.</summary>
    public static Graph Deadly() => new("deadly",
    [
        Node.Create(
            (int n, int deadly) =>
            {
                if (n == deadly)
                {
                    using var self = System.Diagnostics.Process.GetCurrentProcess();
                    self.Kill();
                }

                return n;
            },
            output: "m",
            name: "risk"),
    ]);

    /// <summary>Creates a graph that returns the id of its process, after a pause.</summary>
    public static Graph Where() => new("where",
    [
        Node.Create(
            async (int n, int pause, CancellationToken cancellationToken) =>
            {
                await Task.Delay(pause, cancellationToken);
                return Environment.ProcessId;
            },
            output: "process",
            name: "report"),
    ]);

    /// <summary>Creates a graph that waits until a file exists.</summary>
    public static Graph Held() => new("held",
    [
        Node.Create(
            async (int n, string file, CancellationToken cancellationToken) =>
            {
                while (!File.Exists(file))
                {
                    await Task.Delay(20, cancellationToken);
                }

                return n;
            },
            output: "m",
            name: "hold"),
    ]);

    /// <summary>Creates a graph of two nodes that leave a file for each execution, with its key as the start of the name.</summary>
    public static Graph Steps() => new("steps",
    [
        Node.Create(
            async (int n, string folder, NodeContext context) =>
            {
                Note(folder, context.IdempotencyKey);
                await Task.Delay(100);
                return n + 1;
            },
            output: "m",
            name: "first"),
        Node.Create(
            async (int m, string folder, NodeContext context) =>
            {
                Note(folder, context.IdempotencyKey);
                await Task.Delay(100);
                return m * 10;
            },
            output: "r",
            name: "second"),
    ]);

    /// <summary>Creates another version of <see cref="Where"/>, under the same name.</summary>
    public static Graph WhereElse() => new("where", [Node.Create((int n) => n, output: "process", name: "report")]);

    /// <summary>Creates a graph that returns the size of its input.</summary>
    public static Graph Size() => new("size", [Node.Create((byte[] data) => data.Length, output: "length", name: "measure")]);

    /// <summary>Leaves a file: processes that append to the same one would overwrite each other's lines.</summary>
    private static void Note(string folder, string key) => File.Create(Path.Combine(folder, $"{key}.{Guid.NewGuid():N}")).Dispose();

    private static async Task<T> PauseAsync<T>(T value, int pause)
    {
        await Task.Delay(pause);
        return value;
    }
}
