namespace Hypergraph.Benchmarks;

/// <summary>A run of three nodes with a new record as input, beside one with a dictionary that is kept.</summary>
internal sealed class TypedInputs() : Comparison("typed_inputs")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(3);
        var runner = new SyncRunner();
        TypedGraph<Input, int> typed = chain.Graph.Typed<Input, int>();
        var values = new Dictionary<string, object?> { [Chain.Input] = 1 };
        return
        [
            Side.Of("Hypergraph", 50_000, () => runner.Run(typed, new Input(1))),
            Side.Of("kept dictionary", 5_000, () => runner.Run(chain.Graph, values).Get<int>("v3")),
        ];
    }

    private sealed record Input(int V0);
}
