namespace Hypergraph.Threading;

/// <summary>
/// Calls code that blocks this thread until tasks have ended, without the thread's synchronization context and task scheduler.
/// A continuation posted to this thread would deadlock.
/// </summary>
internal static class BlockingCall
{
    /// <summary>Waits until a task that the code returns has ended.</summary>
    public static void Run<TState>(TState state, Func<TState, Task> call) => _ = Run((State: state, Call: call), static c =>
    {
        c.Call(c.State).GetAwaiter().GetResult();
        return true;
    });

    public static TResult Run<TState, TResult>(TState state, Func<TState, TResult> call)
    {
        if (TaskScheduler.Current != TaskScheduler.Default)
        {
            return RunOnDefaultScheduler(state, call);
        }

        SynchronizationContext? context = SynchronizationContext.Current;
        return context is null ? call(state) : RunWithoutContext(context, state, call);
    }

    private static TResult RunWithoutContext<TState, TResult>(SynchronizationContext context, TState state, Func<TState, TResult> call)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return call(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Calls the code on this thread in a task of the default scheduler, which is then the current one.</summary>
    private static TResult RunOnDefaultScheduler<TState, TResult>(TState state, Func<TState, TResult> call)
    {
        var task = new Task<TResult>(
            () => SynchronizationContext.Current is { } context ? RunWithoutContext(context, state, call) : call(state),
            TaskCreationOptions.DenyChildAttach);
        task.RunSynchronously(TaskScheduler.Default);
        return task.GetAwaiter().GetResult();
    }
}
