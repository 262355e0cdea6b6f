using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hypergraph.Tests.Events;

/// <summary>Ids as text: parsed, formatted, in JSON, and as ids of activities.</summary>
public sealed class IdJsonTests
{
    private const string Run = "0123456789abcdef0011223344556677";
    private const string Span = "0123456789abcdef";

    [Fact]
    public void Ids_Serialize_as_text()
    {
        Assert.Equal($"\"{Run}\"", JsonSerializer.Serialize(RunId.Parse(Run)));
        Assert.Equal($"\"{Span}\"", JsonSerializer.Serialize(SpanId.Parse(Span)));
        Assert.Equal(RunId.Parse(Run), JsonSerializer.Deserialize<RunId>($"\"{Run}\""));
        Assert.Equal(SpanId.Parse(Span), JsonSerializer.Deserialize<SpanId>($"\"{Span}\""));
        Assert.Equal("null", JsonSerializer.Serialize<SpanId?>(null));
    }

    [Fact]
    public void Ids_Are_keys_of_dictionaries_in_JSON()
    {
        var runs = new Dictionary<RunId, SpanId> { [RunId.Parse(Run)] = SpanId.Parse(Span) };
        string json = JsonSerializer.Serialize(runs);

        Assert.Equal($"{{\"{Run}\":\"{Span}\"}}", json);
        Assert.Equal(runs, JsonSerializer.Deserialize<Dictionary<RunId, SpanId>>(json));
    }

    [Theory]
    [InlineData("\"abc\"", "'abc' is not a RunId.")]
    [InlineData("17", "A RunId is a text of hex digits.")]
    public void What_is_no_id_Is_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RunId>(json)).Message);

    [Fact]
    public void Ids_Parse_and_format_as_the_framework_expects()
    {
        Assert.Equal(RunId.Parse(Run), ParseSpan<RunId>(Run));
        Assert.Equal(SpanId.Parse(Span), ParseSpan<SpanId>(Span));
        Assert.True(RunId.TryParse(Run, out RunId run));
        Assert.True(SpanId.TryParse(Span, out SpanId span));
        Assert.False(RunId.TryParse("x", CultureInfo.InvariantCulture, out RunId none));
        Assert.False(SpanId.TryParse(null, out _));
        Assert.True(none.IsNone);
        Assert.Equal($"{Run}/{Span}", $"{run}/{span}");
        Assert.Equal($"{Run.ToUpperInvariant()}/{Span.ToUpperInvariant()}", string.Create(CultureInfo.InvariantCulture, $"{run:X}/{span:X}"));
        Assert.Throws<FormatException>(() => run.ToString("N", formatProvider: null));

        byte[] utf8 = new byte[40];
        Assert.True(run.TryFormat(utf8, out int bytes, [], provider: null));
        Assert.Equal(Run, Encoding.UTF8.GetString(utf8, 0, bytes));
        Assert.False(run.TryFormat(new byte[31], out bytes, [], provider: null));
        Assert.Equal(0, bytes);
        Assert.False(span.TryFormat(new char[15], out int chars, [], provider: null));
        Assert.Equal(0, chars);
    }

    [Fact]
    public void Ids_Are_those_of_activities()
    {
        var run = RunId.Parse(Run);
        var span = SpanId.Parse(Span);

        Assert.Equal(Run, run.ToActivityTraceId().ToHexString());
        Assert.Equal(Span, span.ToActivitySpanId().ToHexString());
        Assert.Equal(run, RunId.FromActivityTraceId(ActivityTraceId.CreateFromString(Run)));
        Assert.Equal(span, SpanId.FromActivitySpanId(ActivitySpanId.CreateFromString(Span)));
    }

    private static T ParseSpan<T>(string text)
        where T : ISpanParsable<T> => T.Parse(text.AsSpan(), CultureInfo.InvariantCulture);
}
