namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>Hosts as applications build them, with checked scopes.</summary>
internal static class TestHost
{
    public static Graph Doubling { get; } = new("doubling", [Node.Create((int x) => 2 * x, output: "y", name: "double")]);

    /// <summary>A token of the running test.</summary>
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IHost Build(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        configure(builder.Services);
        return builder.Build();
    }

    public static IHost Build(Action<HypergraphBuilder>? configure = null) => Build((IServiceCollection services) => services.AddHypergraph(configure));

    public static async Task<IHost> StartAsync(Action<IServiceCollection> configure)
    {
        IHost host = Build(configure);
        await host.StartAsync(Token);
        return host;
    }

    public static Task<IHost> StartAsync(Action<HypergraphBuilder>? configure = null) => StartAsync((IServiceCollection services) => services.AddHypergraph(configure));

    public static IResumableGraphRunner Runner(this IHost host) => host.Services.GetRequiredService<IResumableGraphRunner>();

    public static IRunRegistry Registry(this IHost host) => host.Services.GetRequiredService<IRunRegistry>();

    /// <summary>A stream without an end.</summary>
    public static async IAsyncEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
