using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>A silo that takes items when it is told to.</summary>
internal sealed class ScriptedWorker : IItemWorker
{
    /// <summary>The assignments so far, each unanswered until it is ended.</summary>
    public List<TaskCompletionSource<bool>> Assignments { get; } = [];

    public Task<WorkerOffer> OfferAsync(string graph, string version) => Task.FromResult(new WorkerOffer { MaxItems = 8 });

    public Task<bool> AssignAsync(Assignment assignment)
    {
        // What waits for the answer goes on within the call that gives it.
        var answer = new TaskCompletionSource<bool>();
        Assignments.Add(answer);
        return answer.Task;
    }

    public Task<bool> FollowAsync(RunId runId) => Task.FromResult(true);

    public Task StopAsync(RunId runId, string? reason, bool cancels) => Task.CompletedTask;
}
