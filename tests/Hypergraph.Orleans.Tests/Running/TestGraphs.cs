namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Small graphs.</summary>
internal static class TestGraphs
{
    public static Graph Chain() => new("chain",
    [
        Node.Create((int x) => x + 1, output: "y", name: "add"),
        Node.Create((int y) => $"{y}!", output: "text", name: "show"),
    ]);

    /// <summary>Fails on what can be divided by 3.</summary>
    public static Graph Failing() => new("failing",
    [
        Node.Create((int x) => x % 3 == 0 ? throw new InvalidDataException($"bad {x}") : x, output: "y", name: "check"),
    ]);

    /// <summary>Waits for its token, or until it is let go.</summary>
    public static Graph Waiting(Action begun, Task? letGo = null) => new("waiting",
    [
        Node.Create(
            async (int x, CancellationToken cancellationToken) =>
            {
                begun();
                await (letGo ?? Task.Delay(Timeout.Infinite, cancellationToken)).WaitAsync(cancellationToken);
                return x;
            },
            output: "y",
            name: "wait"),
        Node.Create((int y) => y, output: "z", name: "after"),
    ]);
}
