namespace Hypergraph.Tests.Execution;

/// <summary>A produced value is always stored; whether it equals the old one only decides if it is a new version.</summary>
public class StoredValueTests
{
    private sealed record Entity(int Id, string Name)
    {
        public bool Equals(Entity? other) => other?.Id == Id;

        public override int GetHashCode() => Id;
    }

    private static string Show(object? value) => FormattableString.Invariant($"{value}");

    [Fact]
    public async Task Value_Refined_to_an_equal_one_Is_the_refined_one()
    {
        var graph = new Graph(
            [Node.Create((decimal raw) => raw, "price", "make"), Node.Create((decimal price) => price + 0.00m, "price", "round"), Node.Create((decimal price) => Show(price), "text")],
            new GraphOptions { Edges = [("make", "round"), ("round", "text")] });

        RunResult result = await Both.RunAsync(graph, new { raw = 1.5m });

        Assert.Equal("1.50", Show(result["price"]));
        Assert.Equal("1.50", result["text"]);
    }

    [Fact]
    public async Task Nullable_Value_Refined_to_an_equal_one_Is_the_refined_one()
    {
        var graph = new Graph(
            [Node.Create((decimal raw) => (decimal?)raw, "price", "make"), Node.Create((decimal? price) => price + 0.00m, "price", "round")],
            new GraphOptions { Edges = [("make", "round")] });

        Assert.Equal("1.50", Show((await Both.RunAsync(graph, new { raw = 1.5m }))["price"]));
    }

    [Fact]
    public async Task Entity_That_compares_by_id_Is_the_last_instance_of_a_loop()
    {
        Graph graph = Loop(new Entity(1, "v0"), entity => entity with { Name = $"v{entity.Name[1] - '0' + 1}" });

        Assert.Equal("v3", ((Entity)(await Both.RunAsync(graph, new { it = new Entity(1, "v0"), n = 0 }))["it"]!).Name);
        Assert.Equal("v3", ((Entity)(await InNodeAsync(graph, new Entity(1, "v0")))["it"]!).Name);
    }

    [Fact]
    public async Task Uri_Of_a_loop_Keeps_its_last_fragment()
    {
        Graph graph = Loop(new Uri("http://localhost/#0"), uri => new Uri($"http://localhost/#{uri.Fragment[1] - '0' + 1}"));

        Assert.Equal("#3", ((Uri)(await Both.RunAsync(graph, new { it = new Uri("http://localhost/#0"), n = 0 }))["it"]!).Fragment);
    }

    [Fact]
    public async Task DateTimeOffset_Of_a_loop_Keeps_its_last_offset()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Graph graph = Loop(start, time => time.ToOffset(time.Offset + TimeSpan.FromHours(1)));

        Assert.Equal(TimeSpan.FromHours(3), ((DateTimeOffset)(await Both.RunAsync(graph, new { it = start, n = 0 }))["it"]!).Offset);
    }

    [Fact]
    public async Task Untyped_Value_Is_stored_too()
    {
        var graph = new Graph(
            [
                Node.CreateFrom(NodeFunction.FromValues(["raw"], values => values["raw"]), ["price"], "make"),
                Node.CreateFrom(NodeFunction.FromValues(["price"], values => (decimal)values["price"]! + 0.00m), ["price"], "round"),
            ],
            new GraphOptions { Edges = [("make", "round")] });

        Assert.Equal("1.50", Show((await Both.RunAsync(graph, new { raw = 1.5m }))["price"]));
    }

    [Fact]
    public async Task Shared_Value_Is_that_of_the_last_writer()
    {
        var graph = new Graph(
            [Node.Create((decimal raw) => raw, "price", "make"), Node.Create((decimal raw) => raw + 0.00m, "price", "round")],
            new GraphOptions { SharedValues = ["price"], Edges = [("make", "round")] });

        Assert.Equal("1.50", Show((await Both.RunAsync(graph, new { raw = 1.5m }))["price"]));
    }

    [Fact]
    public async Task Items_Of_a_mapped_loop_Keep_their_last_values()
    {
        Graph graph = Loop(1m, price => price + 0.00m).Select("it");

        MapResult result = await Both.MapAsync(graph, new { it = new[] { 1m, 2.0m }, n = 0 }, "it");

        Assert.Equal(["1.00", "2.00"], result.Select(r => Show(r["it"])));
    }

    [Fact]
    public async Task Answer_That_equals_the_last_one_Is_stored()
    {
        var graph = new Graph(
            [
                Node.Interrupt<decimal>((int n) => n, "price", "ask"),
                Node.Create((decimal price, int n) => n + 1, "n", "next"),
                Node.IfElse((int n) => n < 2, "ask", Node.End, "again"),
            ],
            new GraphOptions { Entrypoints = ["ask"] });
        var runner = new AsyncRunner();

        RunResult result = await runner.RunAsync(graph, new { n = 0 });
        result = await runner.ResumeAsync(result, 1.5m);
        result = await runner.ResumeAsync(result, 1.50m);

        Assert.Equal("1.50", Show(result["price"]));
    }

    [Fact]
    public async Task Equal_value_Is_no_new_version()
    {
        var recorder = new EventRecorder(wantsValues: false);
        Graph graph = new(
            [Node.Create((decimal price) => price + 0.00m, "price", "round"), Node.IfElse((decimal price) => price > 0, "round", Node.End, "again")],
            new GraphOptions { Entrypoints = ["round"] });

        RunResult result = await new AsyncRunner().RunAsync(graph, new { price = 1.5m }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal(["round", "again"], recorder.Started);
        Assert.Equal("1.50", Show(result["price"]));
    }

    private static async Task<RunResult> InNodeAsync<T>(Graph graph, T value) => await Both.RunAsync(new Graph([graph.AsNode("inner").RenameInput("it", "start").RenameInput("n", "from")]), new { start = value, from = 0 });

    /// <summary>A loop of three iterations that changes a value each time.</summary>
    private static Graph Loop<T>(T first, Func<T, T> change)
    {
        Assert.Equal(first, change(first));
        return new Graph(
            "loop",
            [
                Node.Create((T it, int n) => (change(it), n + 1), output: ["it", "n"], name: "step"),
                Node.IfElse((int n) => n < 3, "step", Node.End, "again"),
            ],
            new GraphOptions { Entrypoints = ["step"] });
    }
}
