using Microsoft.Agents.AI.Workflows;

namespace Hypergraph.Benchmarks;

/// <summary>A chain of functions as a workflow of Microsoft Agent Framework, run in lockstep on the calling thread.</summary>
internal sealed class AgentChain
{
    private readonly Workflow _workflow;

    public AgentChain(IReadOnlyList<Func<int, int>> functions)
    {
        ExecutorBinding[] executors = [.. functions.Select((f, i) => f.BindAsExecutor<int, int>($"n{i}"))];
        var builder = new WorkflowBuilder(executors[0]);
        for (int i = 1; i < executors.Length; i++)
        {
            builder.AddEdge(executors[i - 1], executors[i]);
        }

        _workflow = builder.WithOutputFrom(executors[^1]).Build();
    }

    public async ValueTask<double> RunAsync(int value)
    {
        await using Run run = await InProcessExecution.Lockstep.RunAsync(_workflow, value);
        return run.OutgoingEvents.OfType<WorkflowOutputEvent>().Single().As<int>();
    }
}
