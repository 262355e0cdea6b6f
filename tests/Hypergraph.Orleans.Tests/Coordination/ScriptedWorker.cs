using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>A silo that accepts items when the test completes their assignments.</summary>
internal sealed class ScriptedWorker : IItemWorker
{
    /// <summary>The assignments so far, each pending until the test completes it.</summary>
    public List<TaskCompletionSource<bool>> Assignments { get; } = [];

    public Task<WorkerOffer> OfferAsync(string graph, string version, bool isDurable) => Task.FromResult(new WorkerOffer { MaxItems = 8 });

    public Task<bool> AssignAsync(Assignment assignment)
    {
        // The continuation of the caller runs within the call that completes the task.
        var reply = new TaskCompletionSource<bool>();
        Assignments.Add(reply);
        return reply.Task;
    }

    public Task<bool> FollowAsync(RunId runId) => Task.FromResult(true);

    public Task StopAsync(RunId runId, string? reason, bool cancels) => Task.CompletedTask;
}
