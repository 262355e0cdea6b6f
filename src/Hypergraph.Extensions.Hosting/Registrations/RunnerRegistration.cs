using Hypergraph.Durability;
using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting.Registrations;

/// <summary>The runner to which all calls are passed.</summary>
internal sealed record RunnerRegistration(Func<IServiceProvider, IGraphRunner> Create)
{
    /// <summary>The runner of this process.</summary>
    public static RunnerRegistration Default { get; } = new(static services =>
    {
        ILogger? logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostLog.Category);
        return new AsyncRunner
        {
            Logger = logger ?? NullLogger.Instance,
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            Interceptors = [.. services.GetServices<InterceptorRegistration>().Select(r => r.Find(services))],
            Store = services.GetService<IRunStore>(),
            InterruptHandler = services.GetService<InterruptHandler>(),
            SlowNodeThreshold = services.GetRequiredService<IOptions<HypergraphOptions>>().Value.SlowNodeThreshold,
        };
    });

    /// <summary>A runner that the application creates.</summary>
    public static RunnerRegistration Of(Func<IServiceProvider, IGraphRunner> create) => new(services => services.GetServices<InterceptorRegistration>().Any()
        ? throw new InvalidOperationException("AddInterceptor has no effect on the runner that UseRunner sets. Set the interceptors of that runner.")
        : create(services));
}
