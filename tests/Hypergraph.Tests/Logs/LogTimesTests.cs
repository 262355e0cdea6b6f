using System.Globalization;
using System.Text;
using CsCheck;

namespace Hypergraph.Tests.Logs;

/// <summary>The times of the lines of a log, in any format that JSON allows for them.</summary>
public sealed class LogTimesTests
{
    private static readonly Gen<string> Second = Gen.OneOf(Gen.Const("2026-11-29T17:45:59"), Gen.Const("2026-11-29T17:46:00"), Gen.Const("2025-11-29T17:45:59"));

    private static readonly Gen<string> Fraction = Gen.Int[0, 9].SelectMany(length => Gen.Char['0', '9'].Array[length]).Select(digits => digits.Length > 0 ? "." + new string(digits) : string.Empty);

    private static readonly Gen<string> Offset = Gen.Frequency((4, Gen.Const("Z")), (1, Gen.Const("+00:00")), (1, Gen.Const("-05:30")));

    [Fact]
    public void Times_of_lines_Are_those_of_the_events() =>
        Gen.Select(Second, Fraction, Offset, static (second, fraction, offset) => second + fraction + offset).List[1, 20].Sample(
            static times => Assert.Equal(times.Select(ParseExactly), Read(times)),
            iter: 500);

    [Theory]
    [InlineData("2026-11-29T17:45:59.12x4567Z")]
    [InlineData("2026-11-29T17:45:59.1234567890123456789Z")]
    public void Time_after_one_of_the_same_second_Must_be_a_time_too(string time)
    {
        EventLogException exception = Assert.Throws<EventLogException>(() => Read(["2026-11-29T17:45:59.5Z", time]).ToList());
        Assert.Equal("Line 2 of the log is not an event: The event cannot be read: The JSON value is not in a supported DateTimeOffset format.", exception.Message);
    }

    /// <summary>JSON may have more digits than 100 nanoseconds need; they are cut.</summary>
    private static DateTimeOffset ParseExactly(string time)
    {
        int start = time.IndexOf('.', StringComparison.Ordinal);
        int end = time.IndexOfAny(['Z', '+', '-'], "2026-11-29T".Length);
        return DateTimeOffset.Parse(start >= 0 && end - start > 8 ? time.Remove(start + 8, end - start - 8) : time, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<DateTimeOffset> Read(IEnumerable<string> times)
    {
        string log = string.Concat(times.Select(time => $$"""{"v":1,"type":"StopRequested","time":"{{time}}","run":"00000000000000000000000000000001","span":"0000000000000002"}""" + "\n"));
        return EventLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(log))).Select(e => e.Timestamp).ToBlockingEnumerable();
    }
}
