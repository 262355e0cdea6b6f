namespace Hypergraph.Tests.Nodes;

/// <summary>Runs a node alone.</summary>
internal static class Call
{
    public static RunResult Run(Node node, params (string Name, object? Value)[] values) => new SyncRunner().Run(new Graph([node]), values);

    public static Task<RunResult> RunAsync(Node node, params (string Name, object? Value)[] values) =>
        new AsyncRunner().RunAsync(new Graph([node]), values);

    public static void Refuses(string message, Action build) =>
        Assert.Equal(message, Assert.Throws<GraphConfigurationException>(build).Message);
}
