namespace Hypergraph.Tests.Execution;

/// <summary>Synchronous nodes that are ready at once, on a pool thread as well as on the caller's: all of them run, whichever fails.</summary>
public class SiblingFailureTests
{
    private const int Times = 100;

    private static readonly RunOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue };

    private static FunctionNode Failing(string name) => Node.Create((int x) => x > 0 ? throw new InvalidOperationException(name) : x, $"{name}_out", name);

    private static FunctionNode Passing(string name) => Node.Create((int x) => x, $"{name}_out", name);

    /// <summary>A gate that has no part in it makes the graph run in supersteps.</summary>
    private static Graph Of(bool inSupersteps, params Node[] nodes) =>
        new("g", inSupersteps ? [.. nodes, Node.IfElse((int y) => y > 0, "after", Node.End, "gate"), Node.Create((int y) => y, "after_out", "after")] : nodes);

    private static object Values(bool inSupersteps) => inSupersteps ? new { x = 1, y = 0 } : new { x = 1 };

    private static async Task<RunResult> RunAsync(Graph graph, bool inSupersteps, bool onPool, RunOptions options)
    {
        Task<RunResult> Call() => new AsyncRunner().RunAsync(graph, Values(inSupersteps), options);
        return onPool ? await Task.Run(Call) : await Call();
    }

    [Theory]
    [InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Failures_Of_two_siblings_Report_the_first_declared(bool inSupersteps, bool onPool)
    {
        Graph graph = Of(inSupersteps, Failing("first"), Failing("second"), Failing("third"));
        for (int i = 0; i < Times; i++)
        {
            RunResult result = await RunAsync(graph, inSupersteps, onPool, Continuing);
            Assert.Equal((RunStatus.Failed, "first"), (result.Status, result.Error!.Message));
        }
    }

    [Theory]
    [InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Outputs_Of_siblings_of_a_failure_Are_kept(bool inSupersteps, bool onPool)
    {
        Graph graph = Of(inSupersteps, Passing("one"), Failing("second"), Passing("three"), Failing("fourth"));
        for (int i = 0; i < Times; i++)
        {
            RunResult result = await RunAsync(graph, inSupersteps, onPool, Continuing);
            Assert.Equal("second", result.Error!.Message);
            Assert.Equal(["one_out", "three_out"], result.Values.Keys);
        }
    }

    [Theory]
    [InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Siblings_That_share_one_permit_Start_in_declaration_order(bool inSupersteps, bool onPool)
    {
        Graph graph = Of(inSupersteps, Passing("one"), Failing("second"), Failing("third"), Passing("four"));
        for (int i = 0; i < Times; i++)
        {
            RunResult result = await RunAsync(graph, inSupersteps, onPool, Continuing with { MaxConcurrency = 1 });
            Assert.Equal("second", result.Error!.Message);
            Assert.Equal(["one_out"], result.Values.Keys);
        }
    }

    [Theory]
    [InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Nodes_That_are_ready_after_a_failure_Do_not_start(bool inSupersteps, bool onPool)
    {
        Graph graph = Of(inSupersteps, Failing("first"), Passing("two"), Node.Create((int two_out) => two_out, "three_out", "three"));
        for (int i = 0; i < Times; i++)
        {
            RunResult result = await RunAsync(graph, inSupersteps, onPool, Continuing);
            Assert.Equal("first", result.Error!.Message);
            Assert.Contains("two_out", result.Values.Keys);
        }
    }
}
