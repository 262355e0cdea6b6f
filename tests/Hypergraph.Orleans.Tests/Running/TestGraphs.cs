namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Small graphs.</summary>
internal static class TestGraphs
{
    public static Graph Chain() => new("chain",
    [
        Node.Create((int x) => x + 1, output: "y", name: "add"),
        Node.Create((int y) => $"{y}!", output: "text", name: "show"),
    ]);

    /// <summary>Fails for multiples of 3.</summary>
    public static Graph Failing() => new("failing",
    [
        Node.Create((int x) => x % 3 == 0 ? throw new InvalidDataException($"bad {x}") : x, output: "y", name: "check"),
    ]);

    /// <summary>Waits for cancellation, or until it is released.</summary>
    public static Graph Waiting(Action started, Task? release = null) => new("waiting",
    [
        Node.Create(
            async (int x, CancellationToken cancellationToken) =>
            {
                started();
                await (release ?? Task.Delay(Timeout.Infinite, cancellationToken)).WaitAsync(cancellationToken);
                return x;
            },
            output: "y",
            name: "wait"),
        Node.Create((int y) => y, output: "z", name: "after"),
    ]);
}
