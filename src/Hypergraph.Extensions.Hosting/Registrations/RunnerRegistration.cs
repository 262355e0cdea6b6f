using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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
            InterruptHandler = services.GetService<InterruptHandler>(),
        };
    });
}
