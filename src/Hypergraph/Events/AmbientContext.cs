namespace Hypergraph;

/// <summary>The <see cref="ExecutionContext"/> of threads: what the values of <see cref="AsyncLocal{T}"/> are on them.</summary>
internal static class AmbientContext
{
    /// <summary>Undoes what code of others has changed on this thread.</summary>
    /// <param name="context">What <see cref="ExecutionContext.Capture"/> returned before; null, where its flow is suppressed, restores nothing.</param>
    public static void Restore(ExecutionContext? context)
    {
        if (context is not null && ExecutionContext.Capture() != context)
        {
            ExecutionContext.Restore(context);
        }
    }

    /// <summary>Starts work of our own on the pool, which may outlive the call that starts it and sees nothing of its context.</summary>
    public static Task RunDetached(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }
}
