namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/handles.md, word for word, and what it must give.</summary>
public sealed class HandleGuides
{
    [Fact]
    public async Task Handles_Run()
    {
        var count = new Graph("count",
            [
                Node.Create(async (int n) => { await Task.Yield(); return n + 1; }, output: "n", name: "step"),
                Node.IfElse((int n) => n < int.MaxValue, "step", Node.End, "more"),
            ],
            new() { Entrypoints = ["step"] });

        // snippet: handles
        var endless = new RunOptions { MaxIterations = int.MaxValue };
        RunHandle<RunResult> run = new AsyncRunner().Start(count, new { n = 0 }, endless);

        await foreach (Event e in run.Events)
        {
            if (e is NodeEndEvent { NodeName: "step" })
            {
                run.Stop("seen enough");                        // running nodes finish, no other starts
                break;
            }
        }

        RunResult result = await run.Completion;                // Stopped, with the values so far
        // end

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.InRange(result.Get<int>("n"), 1, int.MaxValue - 1);
    }
}
