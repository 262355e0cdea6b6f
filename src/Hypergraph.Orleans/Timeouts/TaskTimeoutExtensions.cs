namespace Hypergraph.Orleans.Timeouts;

/// <summary>Waits for replies of the cluster with a timeout, and observes the failures of late replies.</summary>
internal static class TaskTimeoutExtensions
{
    /// <summary>Returns the result if the task completes within the timeout.</summary>
    /// <exception cref="TimeoutException">The task does not complete within the timeout.</exception>
    public static async Task<T> WithTimeoutAsync<T>(this Task<T> task, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            return await task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            task.Abandon();
        }
    }

    /// <inheritdoc cref="WithTimeoutAsync{T}"/>
    public static async Task WithTimeoutAsync(this Task task, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            await task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            task.Abandon();
        }
    }

    /// <summary>Observes the failure of a task that no code awaits. Otherwise <see cref="TaskScheduler.UnobservedTaskException"/> is raised.</summary>
    public static void Abandon(this Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = task.ContinueWith(
                static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
