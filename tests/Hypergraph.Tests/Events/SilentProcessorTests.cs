namespace Hypergraph.Tests.Events;

/// <summary>Processors that throw where there is no log. They write to the standard error of the process, so one test at a time.</summary>
[Collection(nameof(SilentProcessorTests))]
[CollectionDefinition(nameof(SilentProcessorTests), DisableParallelization = true)]
public class SilentProcessorTests
{
    private static readonly Graph Chain = new("chain", [Node.Create((int x) => x + 1, output: "y"), Node.Create((int y) => y + 1, output: "z")]);

    private static async Task<string> ErrorsOfAsync(Func<Task> run)
    {
        TextWriter before = Console.Error;
        var written = new StringWriter();
        Console.SetError(TextWriter.Synchronized(written));
        try
        {
            await run();
        }
        finally
        {
            Console.SetError(before);
        }

        return string.Join('\n', written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.Contains(nameof(Broken), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_processor_that_throws_Is_written_to_standard_error_once()
    {
        var processor = new Broken();
        string errors = await ErrorsOfAsync(async () =>
        {
            await new AsyncRunner(processor).RunAsync(Chain, new { x = 1 });
            await new AsyncRunner(processor).RunAsync(Chain, new { x = 1 });
            new SyncRunner(processor).Run(Chain, new { x = 1 });
        });

        Assert.Equal(
            "Hypergraph: event processor Hypergraph.Tests.Events.SilentProcessorTests+Broken failed on RunStartEvent: InvalidOperationException: two lines. The run continues. "
            + "This is written once for a processor; set Runner.Logger to see every failure.",
            errors);
    }

    [Fact]
    public async Task A_queued_processor_that_throws_Is_named_itself()
    {
        string errors = await ErrorsOfAsync(() => new AsyncRunner(new Broken().Queued()).RunAsync(Chain, new { x = 1 }));

        Assert.StartsWith("Hypergraph: event processor Hypergraph.Tests.Events.SilentProcessorTests+Broken failed on RunStartEvent", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    [Fact]
    public async Task With_a_log_Nothing_is_written_to_standard_error()
    {
        var log = new RecordingLogger();
        string errors = await ErrorsOfAsync(() => new AsyncRunner(new Broken()) { Logger = log }.RunAsync(Chain, new { x = 1 }));

        Assert.Empty(errors);
        Assert.Equal(6, log.Entries.Count(e => e.Message.StartsWith("Event processor ", StringComparison.Ordinal)));
    }

    private sealed class Broken : EventProcessor
    {
        public override void OnEvent(Event e) => throw new InvalidOperationException("two\nlines");
    }
}
