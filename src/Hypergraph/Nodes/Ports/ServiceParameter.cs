using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Nodes.Ports;

/// <summary>A parameter for which the run injects a service of the call (<see cref="RunOptions.Services"/>).</summary>
/// <param name="Type">The type of the service.</param>
/// <param name="Key">The key of the service; null for a service without a key.</param>
/// <param name="IsOptional">Whether the function can be called without the service.</param>
/// <param name="Default">What is injected then.</param>
internal sealed record ServiceParameter(Type Type, object? Key, bool IsOptional, object? Default)
{
    /// <summary>Returns the service; null if there is none.</summary>
    public object? Find(IServiceProvider services) => Key is null ? services.GetService(Type) : (services as IKeyedServiceProvider)?.GetKeyedService(Type, Key);

    /// <summary>Whether the provider has the service, as far as it can say so without creating it.</summary>
    public bool MayExist(IServiceProvider services) => Key is null
        ? services.GetService(typeof(IServiceProviderIsService)) is not IServiceProviderIsService known || known.IsService(Type)
        : services is IKeyedServiceProvider
            && (services.GetService(typeof(IServiceProviderIsKeyedService)) is not IServiceProviderIsKeyedService keyed || keyed.IsKeyedService(Type, Key));
}
