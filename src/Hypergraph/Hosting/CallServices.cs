using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Inputs;

namespace Hypergraph.Hosting;

/// <summary>Checks the services that a graph needs (<see cref="RunOptions.Services"/>) before any run. For hosts and runners that supply them.</summary>
public static class CallServices
{
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
