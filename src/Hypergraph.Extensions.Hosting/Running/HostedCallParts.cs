using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>What all calls of the host's runner share.</summary>
/// <param name="Services">Creates the scopes.</param>
/// <param name="Registry">The registry of runs.</param>
/// <param name="Processors">The processors of the container.</param>
/// <param name="Logger">The log.</param>
internal sealed record HostedCallParts(IServiceScopeFactory Services, RunRegistry Registry, IReadOnlyList<EventProcessor> Processors, ILogger Logger);
