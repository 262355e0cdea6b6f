namespace Hypergraph.Tests.Graphs;

/// <summary>What is refused of signals and waits.</summary>
public class OrderErrorTests
{
    private static FunctionNode Save { get; } = Node.Create((int x) => x, output: "saved", name: "save");

    private static FunctionNode Audit { get; } = Node.Create((int x) => x, output: "log", name: "audit");

    [Fact]
    public void WaitFor_Unknown_name_Is_refused_with_the_nearest() => Refusal.Says(
        "Graph 'g': node 'audit' waits for 'stord', but no node emits or produces it. Did you mean 'stored'? Known: 'stored', 'saved', 'log'.",
        () => new Graph("g", [Save.Emit("stored"), Audit.WaitFor("stord")]));

    [Fact]
    public void WaitFor_Input_of_the_graph_Is_refused() => Refusal.Says(
        "Graph 'g': node 'audit' waits for 'x', but no node emits or produces it. Known: 'saved', 'log'.",
        () => new Graph("g", [Save, Audit.WaitFor("x")]));

    [Fact]
    public void Describe_Signals_and_waits_Are_told() => Assert.Equal(
        """
        graph g
          reads x: int
          produces saved: int, log: int
          save(x) → saved, emits stored
          audit(x) → log, waits for stored

        """.ReplaceLineEndings(Environment.NewLine),
        new Graph("g", [Save.Emit("stored"), Audit.WaitFor("stored")]).Describe());

    [Theory]
    [InlineData("log")]
    [InlineData("x")]
    public void Emit_Name_of_a_value_Is_refused(string name) => Refusal.Says(
        $"Graph 'g': node 'save' emits '{name}', which is the name of a value. Use a different name for the signal.",
        () => new Graph("g", [Save.Emit(name), Audit]));

    [Fact]
    public void WaitFor_Own_input_Is_refused()
    {
        FunctionNode make = Node.Create((int n) => n, output: "x", name: "make");
        const string Rest = "which is one of its inputs: it waits for that anyway. Remove the wait, or wait for a signal of the node that produces it.";
        Refusal.Says($"Graph 'g': node 'audit' waits for 'x', {Rest}", () => new Graph("g", [make, Audit.WaitFor("x")]));
        Refusal.Says($"Graph 'g': node 'again' waits for 'y', {Rest}", () => new Graph("g",
        [
            make.WithName("first"),
            Node.Create((int x) => x, output: "y", name: "second"),
            new Graph([Audit]).AsNode("again").RenameInput("x", "y").WaitFor("x", "y"),
        ]));
    }

    [Fact]
    public void WaitFor_Own_output_Is_refused() => Refusal.Says(
        "Node 'save' waits for 'saved', which it produces itself. Wait for a name that another node produces.",
        () => Save.WaitFor("saved"));

    [Fact]
    public void WaitFor_Own_signal_Is_refused()
    {
        const string message = "Node 'save' waits for 'stored', which it produces itself. Wait for a name that another node produces.";
        Refusal.Says(message, () => Save.Emit("stored").WaitFor("stored"));
        Refusal.Says(message, () => Save.WaitFor("stored").Emit("stored"));
    }

    [Fact]
    public void Emit_Own_output_Is_refused() => Refusal.Says(
        "Node 'save' emits 'saved', which is one of its outputs. Wait for the output, or use a different name for the signal.",
        () => Save.Emit("saved"));

    [Fact]
    public void RenameOutput_To_a_signal_of_the_node_Is_refused() => Refusal.Says(
        "Node 'inner' emits 'stored', which is one of its outputs. Wait for the output, or use a different name for the signal.",
        () => new Graph("inner", [Save]).AsNode().Emit("stored").RenameOutput("saved", "stored"));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("1st")]
    [InlineData(null)]
    public void Order_Name_that_is_not_valid_Is_refused(string? name)
    {
        string message = $"Node 'save': '{name}' is not a valid name. A name of a value starts with a letter or '_', and continues with letters, digits, '_', '-' and '.'.";
        Refusal.Says(message, () => Save.Emit(name!));
        Refusal.Says(message, () => Save.WaitFor(name!));
    }

    [Fact]
    public void Order_Null_Is_refused()
    {
        Assert.Equal("node", Assert.Throws<ArgumentNullException>(() => ((FunctionNode)null!).Emit("a")).ParamName);
        Assert.Equal("node", Assert.Throws<ArgumentNullException>(() => ((FunctionNode)null!).WaitFor("a")).ParamName);
        Assert.Equal("signals", Assert.Throws<ArgumentNullException>(() => Save.Emit(null!)).ParamName);
        Assert.Equal("names", Assert.Throws<ArgumentNullException>(() => Save.WaitFor(null!)).ParamName);
    }

    [Fact]
    public void WaitFor_Each_other_Is_a_loop() => Refusal.Says(
        "Graph 'g': nodes 'save', 'audit' depend on each other in a loop through 'saved', 'log', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: remove one of the waits or edges.",
        () => new Graph("g", [Save.WaitFor("log"), Audit.WaitFor("saved")]));
}
