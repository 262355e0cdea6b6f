using System.Diagnostics;
using System.Globalization;
using System.Reflection;
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

    [Fact]
    public void Ids_Read_back_from_JSON_as_values_and_as_keys()
    {
        var runs = Enumerable.Range(0, 50).ToDictionary(_ => RunId.New(), _ => SpanId.New());
        var spans = runs.ToDictionary(pair => pair.Value, pair => (RunId?)pair.Key);

        Assert.Equal(runs, JsonSerializer.Deserialize<Dictionary<RunId, SpanId>>(JsonSerializer.Serialize(runs)));
        Assert.Equal(spans, JsonSerializer.Deserialize<Dictionary<SpanId, RunId?>>(JsonSerializer.Serialize(spans)));
        Assert.Equal(spans.Keys, JsonSerializer.Deserialize<SpanId[]>(JsonSerializer.Serialize(spans.Keys)));
    }

    /// <summary>Minimal APIs bind a parameter from a route or a query if its type has a public static method of this shape.</summary>
    [Theory]
    [InlineData(typeof(RunId), Run)]
    [InlineData(typeof(SpanId), Span)]
    public void Ids_Have_the_method_that_minimal_APIs_bind_by(Type type, string text)
    {
        MethodInfo? bind = type.GetMethod(
            "TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider), type.MakeByRefType()]);

        Assert.NotNull(bind);
        Assert.Equal(typeof(bool), bind.ReturnType);
        Assert.True(bind.GetParameters()[2].IsOut);
        object?[] known = [text, CultureInfo.InvariantCulture, null];
        Assert.Equal(true, bind.Invoke(obj: null, known));
        Assert.Equal(text, known[2]!.ToString());
        object?[] unknown = [text[1..], null, null];
        Assert.Equal(false, bind.Invoke(obj: null, unknown));
        Assert.Equal(Activator.CreateInstance(type), unknown[2]);
        Assert.Equal(false, bind.Invoke(obj: null, [null, null, null]));
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
