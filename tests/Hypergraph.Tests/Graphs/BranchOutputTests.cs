namespace Hypergraph.Tests.Graphs;

/// <summary>Which outputs of branches a run may complete without, according to the kind of the gate.</summary>
public sealed class BranchOutputTests
{
    public static TheoryData<string, Node, bool> Gates => new()
    {
        { "if/else", Node.IfElse((int x) => x > 0, then: "plus", otherwise: "minus", name: "gate"), false },
        { "route with a fallback", Node.Route((int x) => (string?)null, ["plus", "minus"], new RouteOptions { Name = "gate", Fallback = "minus" }), false },
        { "route without a fallback", Node.Route((int x) => (string?)null, ["plus", "minus"], new RouteOptions { Name = "gate" }), true },
    };

    [Theory]
    [MemberData(nameof(Gates))]
    public void Output_of_every_branch_May_be_missing_unless_the_gate_always_chooses_one(string kind, Node gate, bool mayBeMissing)
    {
        Assert.NotEmpty(kind);
        var graph = new Graph([gate, Node.Create((int x) => x, output: "y", name: "plus"), Node.Create((int x) => -x, output: "y", name: "minus")]);

        Assert.Equal(mayBeMissing, graph.Outputs.Single(output => output.Name == "y").MayBeMissing);
    }
}
