namespace Hypergraph.Orleans.Tests.Running;

/// <summary>The forms of inputs that the methods which submit to a cluster accept.</summary>
public sealed class SubmitFormTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private readonly OrleansRunner _runner = cluster.Runner;

    [Fact]
    public async Task Submit_Accepts_inputs_as_tuples_and_options_or_a_token_without_inputs()
    {
        var twice = new Graph("twice", [Node.Create((int x) => 2 * x, output: "y", name: "twice")]);
        var seven = new Graph("seven", [Node.Create(() => 7, output: "y", name: "seven")]);
        var options = new RunOptions();

        RunHandle<RunResult>[] handles =
        [
            await _runner.SubmitAsync(twice, ("x", 5)),
            await _runner.SubmitAsync(twice, ("x", 5), options),
            await _runner.SubmitAsync(twice, [("x", 5)], options),
            await _runner.SubmitAsync(seven),
            await _runner.SubmitAsync(seven, options),
            await _runner.SubmitAsync(seven, options, CancellationToken.None),
            await _runner.SubmitAsync(seven, CancellationToken.None),
        ];
        RunHandle<MapResult> map = await _runner.SubmitMapAsync(twice, ("x", new[] { 1, 2 }), "x");

        int[] values = new int[handles.Length];
        for (int i = 0; i < handles.Length; i++)
        {
            values[i] = (await handles[i].Completion).Get<int>("y");
        }

        Assert.Equal([10, 10, 10, 7, 7, 7, 7], values);
        Assert.Equal([2, 4], (await map.Completion).Get<int>("y"));
    }

    [Fact]
    public async Task Submit_Passes_options_and_a_token_without_inputs_on()
    {
        var seven = new Graph("seven", [Node.Create(() => 7, output: "y", name: "seven")]);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        RunHandle<RunResult> named = await _runner.SubmitAsync(seven, new RunOptions { WorkflowId = "w" });
        await named.Completion;

        Assert.Equal("w", (await named.Events.FirstAsync(TestContext.Current.CancellationToken)).WorkflowId);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await (await _runner.SubmitAsync(seven, cancelled.Token)).Completion);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await (await _runner.SubmitAsync(seven, new RunOptions(), cancelled.Token)).Completion);
    }

    [Fact]
    public async Task Submit_Refuses_options_in_the_place_of_inputs()
    {
        var twice = new Graph("twice", [Node.Create((int x) => 2 * x, output: "y", name: "twice")]);

        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => _runner.SubmitMapAsync(twice, new MapOptions(), "x"));

        Assert.Equal(
            "Inputs cannot be read from a value of type MapOptions. Options and a token follow the inputs: supply the inputs first, or GraphInputs.Empty if there are none.",
            refused.Message);
    }
}
