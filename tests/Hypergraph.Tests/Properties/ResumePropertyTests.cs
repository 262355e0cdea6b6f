using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>Graphs in which people do some of the work: pausing and resuming has the result of a run without a pause.</summary>
public sealed class ResumePropertyTests
{
    private const int Samples = 2_000;

    private static readonly int?[] Concurrencies = [null, 1, 2, 8];

    /// <summary>Answering some or all of what is asked, in any order, until nothing is asked any more.</summary>
    [Fact]
    public async Task Resume_Until_nothing_is_asked_Gives_what_a_run_without_a_pause_gives() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            int callsAlone = 0;
            RunResult alone = new SyncRunner().Run(new GraphBuilder(asynchronous: false, () => callsAlone++).Build(sample.Graph), sample.Values);

            int calls = 0;
            int answered = 0;
            var seen = new RecordingProcessor();
            var runner = new AsyncRunner(seen);
            RunOptions options = new() { MaxConcurrency = Concurrencies[sample.Number % 4] };
            Graph graph = new GraphBuilder(asynchronous: true, () => Interlocked.Increment(ref calls), asks: true).Build(sample.Graph);
            RunResult result = await runner.RunAsync(graph, sample.Values, options);
            for (int turn = 0; result.Status == RunStatus.Paused; turn++)
            {
                Dictionary<RunPause, object?> answers = Answers(result.Pauses, sample.Number + turn);
                answered += answers.Count;
                result = await runner.ResumeAsync(result, answers, options);
            }

            Assert.Equal(RunStatus.Completed, result.Status);
            Assert.Equal(EventSummary.Show(alone.Values), EventSummary.Show(result.Values));
            Assert.True(calls + answered >= callsAlone, "something was never done");
            if (!sample.ToString().Contains("in a loop", StringComparison.Ordinal))
            {
                Assert.Equal(callsAlone, calls + answered);
            }

            foreach (IReadOnlyList<Event> call in EventContract.SplitByRoot(seen.Events))
            {
                call.AssertWellFormed();
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>The same for the items of a map.</summary>
    [Fact]
    public async Task Resume_Of_a_map_Gives_what_a_map_without_a_pause_gives() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            string over = sample.Graph.Inputs.FirstOrDefault() ?? string.Empty;
            if (over.Length == 0 || over[0] != 'x')
            {
                return;
            }

            var values = new Dictionary<string, object?>(sample.Values) { [over] = Enumerable.Range(0, sample.Number % 5).Select(i => (object?)(long)i).ToArray() };
            MapResult alone = new SyncRunner().Map(new GraphBuilder(asynchronous: false).Build(sample.Graph), values, over);
            var seen = new RecordingProcessor();
            var runner = new AsyncRunner(seen);
            MapOptions options = new() { MaxConcurrency = Concurrencies[sample.Number % 4] };
            MapResult result = await runner.MapAsync(new GraphBuilder(asynchronous: true, asks: true).Build(sample.Graph), values, over, options);
            for (int turn = 0; result.Pauses.Count > 0; turn++)
            {
                Assert.Equal(RunStatus.Paused, result.Status);
                result = await runner.ResumeMapAsync(result, Answers(result.Pauses, sample.Number + turn), options);
            }

            Assert.Equal(alone.Status, result.Status);
            Assert.Equal(alone.Select(r => EventSummary.Show(r.Values)), result.Select(r => EventSummary.Show(r.Values)));
            foreach (IReadOnlyList<Event> call in EventContract.SplitByRoot(seen.Events))
            {
                call.AssertWellFormed();
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A handler that answers at once or later makes a run without a pause.</summary>
    [Fact]
    public async Task Run_With_a_handler_Gives_what_a_run_without_questions_gives() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            RunOptions options = new()
            {
                ErrorHandling = ErrorHandling.Continue,
                MaxConcurrency = Concurrencies[sample.Number % 4],
                InterruptHandler = async (pause, _) =>
                {
                    await Task.Yield();
                    return InterruptAnswer.Of(((Question)pause.Question!).Answer());
                },
            };
            RunResult alone = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, options);
            var seen = new RecordingProcessor();
            RunResult result = await new AsyncRunner(seen).RunAsync(new GraphBuilder(asynchronous: true, asks: true).Build(sample.Graph), sample.Values, options);

            Assert.Equal(alone.Status, result.Status);
            if (alone.IsCompleted)
            {
                Assert.Equal(EventSummary.Show(alone.Values), EventSummary.Show(result.Values));
            }

            seen.Events.AssertWellFormed();
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>Answers to the first, to every second, or to all of the questions.</summary>
    private static Dictionary<RunPause, object?> Answers(IReadOnlyList<RunPause> pauses, int choice)
    {
        Assert.Equal(pauses.Count, pauses.Distinct().Count());
        return pauses.Where((_, i) => (choice % 3) switch { 0 => i == 0, 1 => i % 2 == 0, _ => true }).ToDictionary(p => p, p => ((Question)p.Question!).Answer());
    }
}
