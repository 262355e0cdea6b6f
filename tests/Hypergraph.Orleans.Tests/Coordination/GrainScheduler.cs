namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Runs code like a grain: one continuation at a time.</summary>
internal static class GrainScheduler
{
    public static Task RunAsync(Func<Task> code)
    {
        var schedulers = new ConcurrentExclusiveSchedulerPair();
        return Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.DenyChildAttach, schedulers.ExclusiveScheduler).Unwrap();
    }
}
