using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace Hypergraph.Tests.Logs;

/// <summary>The lines of a log are what the serializer writes, byte for byte, although a log writes most of them without it.</summary>
public partial class LineBytesTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf([.. new[] { "a", "read files", "path/of[3]", @"back\slash", "\"quoted\"", "tab\t", "é", "日本", "😀", "\uD800", "\u007F", "\u2028", string.Empty }.Select(Gen.Const)]),
        Gen.String[Gen.Char['\0', '\u024F'], 0, 12],
        Gen.String[Gen.Char, 0, 6],
        Gen.String[Gen.Char['a', 'z'], 100, 300]);

    private static readonly Gen<DateTimeOffset> Time = Gen.OneOf(
        Gen.Long[0, DateTime.MaxValue.Ticks],
        Gen.Long[0, 3_000_000].Select(seconds => seconds * TimeSpan.TicksPerSecond),
        Gen.Long[0, 3_000_000].Select(millis => millis * TimeSpan.TicksPerMillisecond)).Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<Event> Any =
        from kind in Gen.Int[0, 8]
        from text in Text
        from other in Text
        from optional in Text.Null()
        from time in Time
        from number in Gen.Long
        from item in Gen.Int[0, int.MaxValue].Nullable()
        from duration in Gen.Long.Select(TimeSpan.FromTicks)
        from isSet in Gen.Bool
        select Create(kind, (text, other, optional), time, (number, item, duration), isSet);

    [Theory]
    [MemberData(nameof(LoggedRuns.Names), MemberType = typeof(LoggedRuns))]
    public async Task Lines_Of_every_kind_of_run_Are_what_the_serializer_writes(string run)
    {
        var recorder = new EventRecorder();
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { LeavesStreamOpen = true, IncludesStackTraces = false }))
        {
            await LoggedRuns.RunAsync(run, recorder, log);
        }

        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(recorder.Events.Select(e => JsonSerializer.Serialize(e, Relaxed)), lines.Select(line => Iteration().Replace(line, string.Empty)));
    }

    [Fact]
    public void Lines_Of_any_event_Are_what_the_serializer_writes() => Any.Array[1, 8].Sample(
        events =>
        {
            using var stream = new MemoryStream();
            using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { LeavesStreamOpen = true, IncludesStackTraces = false }))
            {
                foreach (Event e in events)
                {
                    log.OnEvent(e);
                }
            }

            Assert.Equal(string.Concat(events.Select(e => JsonSerializer.Serialize(e, Relaxed) + "\n")), Encoding.UTF8.GetString(stream.ToArray()));
        },
        iter: 3_000);

    private static Event Create(
        int kind, (string Text, string Other, string? Optional) texts, DateTimeOffset time, (long Number, int? Item, TimeSpan Duration) numbers, bool isSet) => kind switch
        {
            0 => new RunEndEvent
            {
                RunId = RunId.New(),
                SpanId = SpanId.New(),
                Timestamp = time,
                GraphName = texts.Text,
                WorkflowId = texts.Optional,
                ItemIndex = numbers.Item,
                Status = isSet ? RunStatus.Failed : RunStatus.Completed,
                Duration = numbers.Duration,
                FailureCount = isSet ? 3 : 0,
                ErrorType = texts.Optional,
                ErrorMessage = texts.Other,
            },
            1 => new NodeEndEvent
            {
                RunId = RunId.New(),
                SpanId = SpanId.New(),
                ParentSpanId = SpanId.New(),
                Timestamp = time,
                GraphName = texts.Optional,
                NodeName = texts.Text,
                ItemIndex = numbers.Item,
                Duration = numbers.Duration,
                IsCached = isSet,
                IsStopped = !isSet,
                IsRestored = isSet,
                Path = texts.Other,
            },
            2 => new NodeErrorEvent
            {
                RunId = RunId.New(),
                SpanId = SpanId.New(),
                Timestamp = time,
                NodeName = texts.Text,
                Duration = numbers.Duration,
                ErrorType = texts.Other,
                ErrorMessage = texts.Text,
                IsRestored = isSet,
            },
            3 => new RouteDecisionEvent
            {
                RunId = RunId.New(),
                SpanId = SpanId.New(),
                Timestamp = time,
                NodeName = texts.Text,
                Decision = isSet ? [texts.Text, texts.Other] : [],
                AllowsMultiple = isSet,
            },
            4 => new NodeProgressEvent
            {
                RunId = RunId.New(),
                SpanId = SpanId.New(),
                Timestamp = time,
                NodeName = texts.Text,
                Done = numbers.Number,
                Total = isSet ? numbers.Number : null,
            },
            5 => new RunStartEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = time, IsMap = isSet, MapSize = numbers.Item, GraphName = texts.Text },
            6 => new RunResumedEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = time, GraphName = texts.Optional, RestoredNodes = numbers.Item ?? 0 },
            7 => new RunStoreErrorEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = time, ErrorType = texts.Text, ErrorMessage = texts.Other },
            _ => new StopRequestedEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = time, Reason = texts.Optional },
        };

    [GeneratedRegex(",\"iteration\":\\d+")]
    private static partial Regex Iteration();
}
