namespace Hypergraph.Extensions.Hosting;

/// <summary>
/// Marks a parameter of a node's function as a service: the run supplies it from the service scope of the call, and it is no input. For a service with a key, use
/// <see cref="Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute"/>. The attribute of the same name in ASP.NET Core has the same effect.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
