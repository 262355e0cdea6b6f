using System.Text.Json;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Logs;

/// <summary>The files of a log.</summary>
public sealed class LogSegmentTests
{
    [Fact]
    public async Task Segments_Are_limited_by_size_and_read_as_one_log()
    {
        using var folder = new LogFolder();
        var recorder = new RecordingProcessor();
        using (var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl"), new JsonLinesOptions { MaxSegmentBytes = 900 }))
        {
            await LoggedRuns.RunAsync("nested maps", recorder, log);
        }

        Assert.True(folder.Files.Length > 3, string.Join(' ', folder.Files));
        Assert.All(folder.Files, file => Assert.True(new FileInfo(folder.PathOf(file)).Length <= 900 || File.ReadLines(folder.PathOf(file)).Count() == 1, file));
        Assert.Equal(recorder.Events.Select(Json), (await ReadAsync(folder.PathOf("run.jsonl"))).Select(Json));

        using (var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl"), new JsonLinesOptions { MaxSegmentBytes = 900 }))
        {
            await LoggedRuns.RunAsync("chain", recorder, log);
        }

        Assert.Equal(recorder.Events.Select(Json), (await ReadAsync(folder.PathOf("run.jsonl"))).Select(Json));
    }

    [Fact]
    public async Task Segments_Are_limited_by_age()
    {
        using var folder = new LogFolder();
        var clock = new FakeTimeProvider();
        using var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl"), new JsonLinesOptions { MaxSegmentAge = TimeSpan.FromHours(1), TimeProvider = clock });
        for (int i = 0; i < 4; i++)
        {
            log.OnEvent(Start);
            await log.FlushAsync(CancellationToken.None);
            clock.Advance(TimeSpan.FromMinutes(31));
        }

        Assert.Equal(["run.jsonl", "run.segment-1.jsonl"], folder.Files);
        Assert.Equal(2, File.ReadLines(folder.PathOf("run.jsonl")).Count());
    }

    [Fact]
    public async Task Age_of_a_segment_Counts_from_its_first_line_over_several_processors()
    {
        using var folder = new LogFolder();
        for (int minutes = 0; minutes < 4 * 31; minutes += 31)
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddMinutes(minutes));
            using var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl"), new JsonLinesOptions { MaxSegmentAge = TimeSpan.FromHours(1), TimeProvider = clock });
            log.OnEvent(Start with { Timestamp = clock.GetUtcNow() });
        }

        Assert.Equal(["run.jsonl", "run.segment-1.jsonl"], folder.Files);
        Assert.Equal(2, File.ReadLines(folder.PathOf("run.jsonl")).Count());
    }

    [Fact]
    public async Task Segments_That_were_removed_Do_not_change_the_order_of_the_others()
    {
        using var folder = new LogFolder();
        string path = folder.PathOf("run.jsonl");
        var options = new JsonLinesOptions { MaxSegmentBytes = 1 };
        Append(0, 4);
        File.Delete(path);
        File.Delete(folder.PathOf("run.segment-2.jsonl"));

        Append(4, 2);

        Assert.Equal(["run.segment-1.jsonl", "run.segment-3.jsonl", "run.segment-4.jsonl", "run.segment-5.jsonl"], folder.Files);
        Assert.Equal(["n1", "n3", "n4", "n5"], (await ReadAsync(path)).OfType<NodeEvent>().Select(e => e.NodeName));

        void Append(int first, int count)
        {
            using var log = new JsonLinesEventProcessor(path, options);
            for (int i = first; i < first + count; i++)
            {
                log.OnEvent(Start with { NodeName = $"n{i}" });
            }
        }
    }

    [Fact]
    public void Log_Through_a_link_Is_the_same_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        using var folder = new LogFolder();
        using (var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl")))
        {
            log.OnEvent(Start);
            File.CreateSymbolicLink(folder.PathOf("link.jsonl"), folder.PathOf("run.jsonl"));
            Assert.Throws<IOException>(() => new JsonLinesEventProcessor(folder.PathOf("link.jsonl")));
        }
    }

    [Fact]
    public async Task Logs_with_numbers_in_their_names_Are_logs_of_their_own()
    {
        using var folder = new LogFolder();
        using (var second = new JsonLinesEventProcessor(folder.PathOf("run.1.jsonl")))
        using (var first = new JsonLinesEventProcessor(folder.PathOf("run.jsonl")))
        {
            await LoggedRuns.RunAsync("chain", second);
            await LoggedRuns.RunAsync("fork", first);
        }

        Assert.Equal(["run.1.jsonl", "run.jsonl"], folder.Files);
        Assert.Equal("fork", (await ReadAsync(folder.PathOf("run.jsonl")))[0].GraphName);
        Assert.Equal("chain", (await ReadAsync(folder.PathOf("run.1.jsonl")))[0].GraphName);
    }

    [Fact]
    public async Task Reading_Follows_a_log_that_grows_through_its_segments()
    {
        using var folder = new LogFolder();
        string path = folder.PathOf("run.jsonl");
        using var log = new JsonLinesEventProcessor(path, new JsonLinesOptions { MaxSegmentBytes = 500 });
        using var ended = new CancellationTokenSource();
        var recorder = new RecordingProcessor();
        List<Event> read = [];
        Task reading = Task.Run(async () =>
        {
            await foreach (Event e in EventLog.ReadAsync(path, new EventLogOptions { Follow = true, PollInterval = TimeSpan.FromMilliseconds(1) }, ended.Token))
            {
                read.Add(e);
                if (read.Count(r => r is RunEndEvent { ParentSpanId: null }) == 2)
                {
                    await ended.CancelAsync();
                }
            }
        });

        await LoggedRuns.RunAsync("chain", recorder, log);
        await LoggedRuns.RunAsync("nested maps", recorder, log);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(recorder.Events.Select(Json), read.Select(Json));
    }

    private static NodeStartEvent Start { get; } = new() { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, NodeName = "n" };

    private static string Json(Event e) => JsonSerializer.Serialize(e);

    private static Task<List<Event>> ReadAsync(string path) => EventLog.ReadAsync(path).ToListAsync().AsTask();
}
