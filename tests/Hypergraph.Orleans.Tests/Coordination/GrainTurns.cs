namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Runs code as a grain runs it: one turn at a time, also what goes on after an await.</summary>
internal static class GrainTurns
{
    public static Task RunAsync(Func<Task> code)
    {
        var turns = new ConcurrentExclusiveSchedulerPair();
        return Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns.ExclusiveScheduler).Unwrap();
    }
}
