using CsCheck;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Properties;

/// <summary>Loops with explicit edges compute what the sequential program does that they stand for.</summary>
public sealed class LoopOrderPropertyTests
{
    private const int Samples = 3_000;

    /// <summary>Where there is one order only, nodes start in it, with shared variables and branches.</summary>
    [Fact]
    public async Task Loop_With_a_chain_of_edges_Runs_as_the_program() => await LoopProgram.Chains.SampleAsync(
        async program =>
        {
            (Dictionary<string, object?> values, List<string> started) = program.Run();
            foreach (string runner in new[] { "sync", "async" })
            {
                (RunResult result, EventRecorder recorder) = await RunAsync(program, runner);
                Assert.Equal(started, recorder.Started);
                AssertValues(values, result);
            }
        },
        iter: Samples,
        print: p => p.ToString());

    /// <summary>Where several orders are possible, each node runs once in each iteration, after all that are ordered before it.</summary>
    [Fact]
    public async Task Loop_With_any_edges_Runs_each_node_once_an_iteration_in_order() => await LoopProgram.Partial.SampleAsync(
        async program =>
        {
            (Dictionary<string, object?> values, List<string> started) = program.Run();
            foreach (string runner in new[] { "sync", "async" })
            {
                (RunResult result, EventRecorder recorder) = await RunAsync(program, runner);
                AssertValues(values, result);
                Assert.Equal(started.Order(StringComparer.Ordinal), recorder.Started.Order(StringComparer.Ordinal));
                ILookup<string, int> places = recorder.Started.Select((name, place) => (name, place)).ToLookup(x => x.name, x => x.place);
                foreach ((string before, string after) in program.Order())
                {
                    Assert.All(places[before].Zip(places[after]), pair => Assert.True(pair.First < pair.Second, $"{after} ran before {before}"));
                }
            }
        },
        iter: Samples,
        print: p => p.ToString());

    private static async Task<(RunResult Result, EventRecorder Recorder)> RunAsync(LoopProgram program, string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await Both.OnAsync(runner, program.Build(), program.Inputs(), new RunOptions { EventProcessors = [recorder] });
        recorder.AssertClosed();
        return (result, recorder);
    }

    private static void AssertValues(Dictionary<string, object?> expected, RunResult result) => Assert.Equal(
        expected.Where(v => result.Values.ContainsKey(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal),
        result.Values.OrderBy(v => v.Key, StringComparer.Ordinal));
}
