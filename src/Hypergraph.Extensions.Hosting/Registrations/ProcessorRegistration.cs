namespace Hypergraph.Extensions.Hosting.Registrations;

/// <summary>A processor for the events of every run. The container does not own it through this registration.</summary>
internal sealed record ProcessorRegistration(Func<IServiceProvider, EventProcessor> Find);
