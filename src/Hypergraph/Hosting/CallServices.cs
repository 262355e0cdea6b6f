using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Inputs;

namespace Hypergraph.Hosting;

/// <summary>The services that a graph needs (<see cref="RunOptions.Services"/>), before any run. For hosts and runners that supply them.</summary>
public static class CallServices
{
    /// <summary>Whether functions of a graph, or of one in its nodes, have parameters for services. Others need no provider.</summary>
    /// <param name="graph">The graph.</param>
    public static bool AreUsedBy(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return PlanCompiler.PlanOf(graph).NeedsServices;
    }

    /// <summary>Checks that a provider has the services of a graph, as every call does before any node runs. No service is created.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="services">The provider.</param>
    /// <exception cref="InvalidOperationException">The provider lacks a service that is not optional. The message has all of them.</exception>
    public static void Check(Graph graph, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(services);
        ServiceCheck.Check(PlanCompiler.PlanOf(graph), services);
    }
}
