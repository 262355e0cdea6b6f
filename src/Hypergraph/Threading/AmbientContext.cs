namespace Hypergraph.Threading;

/// <summary>The <see cref="ExecutionContext"/> of threads: the values of <see cref="AsyncLocal{T}"/>.</summary>
internal static class AmbientContext
{
    /// <summary>Restores the context of this thread after a call of user code.</summary>
    /// <param name="context">The result of <see cref="ExecutionContext.Capture"/> before the call; null, if the flow is suppressed, restores nothing.</param>
    public static void Restore(ExecutionContext? context)
    {
        if (context is not null && ExecutionContext.Capture() != context)
        {
            ExecutionContext.Restore(context);
        }
    }

    /// <summary>Starts internal work on the thread pool. It may outlive the call that starts it, and does not capture its context.</summary>
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
