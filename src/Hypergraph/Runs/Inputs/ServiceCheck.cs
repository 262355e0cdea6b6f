using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Ports;
using Hypergraph.Planning;

namespace Hypergraph.Runs.Inputs;

/// <summary>Checks, before any node runs, that a call supplies the services of its graph.</summary>
internal static class ServiceCheck
{
    /// <exception cref="InvalidOperationException">The call has no provider, or the provider lacks a service that is not optional.</exception>
    public static void Check(ExecutionPlan plan, IServiceProvider? services)
    {
        string[] missing = [.. Missing(plan, services, path: string.Empty)];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(services is null
                ? $"The graph needs services, and the call has none: {string.Join("; ", missing)}. Set RunOptions.Services, or run the graph with the IGraphRunner of a container."
                : $"The services of the call lack what the graph needs: {string.Join("; ", missing)}. Register them, or make the parameters optional.");
        }
    }

    private static IEnumerable<string> Missing(ExecutionPlan plan, IServiceProvider? services, string path)
    {
        foreach (Step step in plan.Steps)
        {
            foreach (ServiceArgument argument in step.Services)
            {
                if (!argument.Service.IsOptional && (services is null || !argument.Service.MayExist(services)))
                {
                    yield return $"{Describe(argument.Service)} for parameter '{argument.Name}' of node '{path}{step.Node.Name}'";
                }
            }

            if (step.Nested is { Plan: { NeedsServices: true } inner })
            {
                foreach (string missing in Missing(inner, services, $"{path}{step.Node.Name}/"))
                {
                    yield return missing;
                }
            }
        }
    }

    private static string Describe(ServiceParameter service) =>
        service.Key is null ? TypeNames.Of(service.Type) : $"{TypeNames.Of(service.Type)} with the key '{service.Key}'";
}
