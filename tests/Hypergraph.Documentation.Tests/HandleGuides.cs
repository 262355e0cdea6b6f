namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/handles.md, word for word, and what it must produce.</summary>
public sealed class HandleGuides
{
    [Fact]
    public async Task Handles_Run()
    {
        // snippet: handles
        var step = Node.Create(async (int n) => { await Task.Yield(); return n + 1; }, output: "n", name: "step");
        var more = Node.IfElse((int n) => n < int.MaxValue, then: "step", otherwise: Node.End, name: "more");
        var count = new Graph("count", [step, more], new() { Entrypoints = ["step"] });

        var endless = new RunOptions { MaxIterations = int.MaxValue };
        RunHandle<RunResult> run = new AsyncRunner().Start(count, new { n = 0 }, endless);

        await foreach (Event e in run.Events)
        {
            if (e is NodeEndEvent { NodeName: "step" })
            {
                run.Stop("seen enough");                            // running nodes finish, no other starts
                break;
            }
        }

        RunResult result = await run.Completion;                    // Stopped, with the values so far
        // end

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.InRange(result.Get<int>("n"), 1, int.MaxValue - 1);
    }

    [Fact]
    public async Task Nodes_See_a_stop()
    {
        // snippet: handles-stop
        var search = Node.Create(
            async (int limit, NodeContext context) =>
            {
                int best = 0;
                for (int i = 0; i < limit && !context.IsStopRequested; i++)
                {
                    await Task.Yield();
                    best = i;
                }

                return best;                                        // the best so far
            },
            output: "best");

        RunHandle<RunResult> run = new AsyncRunner().Start(new Graph("search", [search]), new { limit = int.MaxValue });
        run.Stop("out of time");
        RunResult result = await run.Completion;
        // end

        Assert.True(run.Status is RunStatus.Stopped or RunStatus.Completed);
        Assert.True(!result.TryGet("best", out int best) || best < int.MaxValue - 1);
    }
}
