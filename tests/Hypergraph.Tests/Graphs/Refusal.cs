namespace Hypergraph.Tests.Graphs;

internal static class Refusal
{
    public static void Says(string message, Func<object> build) =>
        Assert.Equal(message, Assert.Throws<GraphConfigurationException>(build).Message);
}
