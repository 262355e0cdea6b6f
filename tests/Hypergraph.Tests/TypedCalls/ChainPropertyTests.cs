using CsCheck;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>A delegate returns and throws what a run does, whatever the nodes.</summary>
public sealed class ChainPropertyTests
{
    /// <summary>Each node reads the value before it and an earlier one, by how many places back; some throw at certain values, some are asynchronous.</summary>
    private static readonly Gen<Link[]> Links = Gen.Select(Gen.Int[0, 4], Gen.Int[-3, 3], Gen.Int[0, 12], Gen.Bool, (back, factor, failsAt, isAsync) => new Link(back, factor, failsAt, isAsync)).Array[1, 8];

    private sealed record Link(int Back, int Factor, int FailsAt, bool IsAsync);

    [Fact]
    public void Delegate_Returns_and_throws_what_a_run_does() => Gen.Select(Links, Gen.Int[-5, 5]).Sample((links, input) =>
    {
        Graph graph = Build(links, mayBeAsync: false);
        Func<int, int> compiled = graph.Compile<Func<int, int>>(new CompileOptions { Inputs = ["v0"], Outputs = [$"v{links.Length}"] });
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(Outcome(() => new SyncRunner().Run(graph, ("v0", input)).Get<int>($"v{links.Length}")), Outcome(() => compiled(input)));
        }
    });

    [Fact]
    public async Task Asynchronous_delegate_Returns_and_throws_what_a_run_does() => await Gen.Select(Links, Gen.Int[-5, 5]).SampleAsync(async (links, input) =>
    {
        Graph graph = Build(links, mayBeAsync: true);
        Func<int, ValueTask<int>> compiled = graph.Compile<Func<int, ValueTask<int>>>(new CompileOptions { Inputs = ["v0"], Outputs = [$"v{links.Length}"] });
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(
                await OutcomeAsync(async () => (await new AsyncRunner().RunAsync(graph, ("v0", input))).Get<int>($"v{links.Length}")),
                await OutcomeAsync(async () => await compiled(input)));
        }
    });

    private static Graph Build(Link[] links, bool mayBeAsync) => new(links.Select((link, i) =>
    {
        string last = $"v{i}";
        string earlier = $"v{Math.Max(0, i - link.Back)}";
        string[] inputs = last == earlier ? [last] : [last, earlier];
        return (Node)(link.IsAsync && mayBeAsync
            ? Node.CreateFrom(
                NodeFunction.FromValuesAsync(inputs, async (values, _) =>
                {
                    await Task.Yield();
                    return Apply(values);
                }), [$"v{i + 1}"], $"n{i}")
            : Node.CreateFrom(NodeFunction.FromValues(inputs, values => Apply(values)), [$"v{i + 1}"], $"n{i}"));

        int Apply(IReadOnlyDictionary<string, object?> values)
        {
            int value = (int)values[last]! + (link.Factor * (int)values[earlier]!);
            return value == link.FailsAt ? throw new FormatException($"{i} fails at {value}") : value;
        }
    }));

    private static string Outcome(Func<int> call)
    {
        try
        {
            return $"{call()}";
        }
        catch (FormatException exception)
        {
            return $"{exception.Message} in {exception.Data[FailureData.Location]}";
        }
    }

    private static async Task<string> OutcomeAsync(Func<Task<int>> call)
    {
        try
        {
            return $"{await call()}";
        }
        catch (FormatException exception)
        {
            return $"{exception.Message} in {exception.Data[FailureData.Location]}";
        }
    }
}
