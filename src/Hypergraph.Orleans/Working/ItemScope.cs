using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans.Working;

/// <summary>The service scope of an item, or of a single run, for one attempt at it.</summary>
internal sealed class ItemScope(AsyncServiceScope scope, ILogger logger) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>Disposes the scope. A service that throws when it is disposed does not change the result.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            WorkerLog.ScopeFailed(logger, exception);
        }
    }
}
