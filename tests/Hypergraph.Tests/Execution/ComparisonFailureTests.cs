namespace Hypergraph.Tests.Execution;

/// <summary>Values that cannot be compared, where a run has to decide whether an output is a new version.</summary>
public sealed class ComparisonFailureTests
{
    public static TheoryData<string, bool> Calls => new() { { "sync", false }, { "sync", true }, { "async", false }, { "async", true } };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Run_Output_that_cannot_be_compared_Is_a_failure_of_its_node(string runner, bool hasNeighbour)
    {
        Node step = Node.Create((Uncomparable state, int n, int m) => (new Uncomparable(), n + m), ["state", "n"], "step");
        Node aside = Node.Create((int n) => 1, output: "m", name: "aside");
        var loop = new Graph(
            "loop",
            [aside, step, Node.IfElse((int n) => n < 3, "step", Node.End, name: "again")],
            new GraphOptions { Entrypoints = hasNeighbour ? ["step", "aside"] : ["step"] });
        var graph = new Graph("g", [loop.AsNode().RenameOutput("state", "last").RenameOutput("n", "count").RenameOutput("m", "other")]);

        RunResult result = await Both.OnAsync(runner, graph, new { state = new Uncomparable(), n = 0, m = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.IsType<NotSupportedException>(result.Error);
        RunFailure failure = Assert.Single(result.Failures);
        Assert.Equal("loop/step", failure.Location);
        Assert.Equal("loop/step", result.Error!.Data[FailureData.Location]);
    }

    private sealed class Uncomparable
    {
        public override bool Equals(object? obj) => Refuse();

        public override int GetHashCode() => 0;

        private static bool Refuse() => throw new NotSupportedException("not comparable");
    }
}
