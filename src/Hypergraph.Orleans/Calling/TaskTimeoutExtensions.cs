namespace Hypergraph.Orleans;

/// <summary>Waits for answers of the cluster, and abandons those that come too late without leaving their failures unobserved.</summary>
internal static class TaskTimeoutExtensions
{
    /// <summary>The answer, if it comes in time.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static async Task<T> WithTimeoutAsync<T>(this Task<T> answer, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            return await answer.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            answer.Abandon();
        }
    }

    /// <inheritdoc cref="WithTimeoutAsync{T}"/>
    public static async Task WithTimeoutAsync(this Task answer, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            await answer.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            answer.Abandon();
        }
    }

    /// <summary>Observes how a task ends that nothing waits for any more. A failure that no code observes is reported to the whole process.</summary>
    public static void Abandon(this Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = task.ContinueWith(
                static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
