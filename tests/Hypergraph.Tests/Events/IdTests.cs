namespace Hypergraph.Tests.Events;

public sealed class IdTests
{
    [Fact]
    public void RunId_New_Is_printed_as_32_lower_case_hex_digits_and_read_back()
    {
        for (int i = 0; i < 1000; i++)
        {
            var id = RunId.New();
            Assert.False(id.IsNone);
            AssertHex(32, id.ToString());
            Assert.Equal(id, RunId.Parse(id.ToString()));
            byte[] bytes = new byte[16];
            id.WriteBytes(bytes);
            Assert.Equal(id.ToString(), Convert.ToHexStringLower(bytes));
        }
    }

    [Fact]
    public void SpanId_New_Is_printed_as_16_lower_case_hex_digits_and_read_back()
    {
        for (int i = 0; i < 1000; i++)
        {
            var id = SpanId.New();
            Assert.False(id.IsNone);
            AssertHex(16, id.ToString());
            Assert.Equal(id, SpanId.Parse(id.ToString()));
        }
    }

    [Fact]
    public void Ids_Leading_zeros_Are_kept()
    {
        Assert.Equal("0000000000000000000000000000000a", RunId.Parse("0000000000000000000000000000000A").ToString());
        Assert.Equal("000000000000000a", SpanId.Parse("000000000000000A").ToString());
        Assert.Equal(new string('0', 32), RunId.None.ToString());
        Assert.Equal(new string('0', 16), SpanId.None.ToString());
        Assert.True(RunId.None.IsNone);
        Assert.True(SpanId.Parse(new string('0', 16)).IsNone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789abcdeg0123456789abcdef")]
    [InlineData(" 123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef-123456789abcdef")]
    [InlineData("0x23456789abcdef0123456789abcdef")]
    public void RunId_Parse_of_something_else_Says_what_a_run_id_is(string text)
    {
        var thrown = Assert.Throws<FormatException>(() => RunId.Parse(text));
        Assert.Equal($"'{text}' is not a run id. A run id is 32 hex digits.", thrown.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef0")]
    [InlineData("0123456789abcdeg")]
    [InlineData("0123456789abcde ")]
    [InlineData("+123456789abcdef")]
    public void SpanId_Parse_of_something_else_Says_what_a_span_id_is(string text)
    {
        var thrown = Assert.Throws<FormatException>(() => SpanId.Parse(text));
        Assert.Equal($"'{text}' is not a span id. A span id is 16 hex digits.", thrown.Message);
    }

    [Fact]
    public void Ids_Parse_of_null_Is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => RunId.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => SpanId.Parse(null!));
    }

    [Fact]
    public void Ids_Equality_Is_by_value()
    {
        var run = RunId.New();
        Assert.True(run == RunId.Parse(run.ToString()));
        Assert.True(run != RunId.New());
        Assert.Equal(run.GetHashCode(), RunId.Parse(run.ToString()).GetHashCode());
        var span = SpanId.New();
        Assert.True(span == SpanId.Parse(span.ToString()));
        Assert.True(span != SpanId.New());
        Assert.False(span.Equals((object)"x"));
    }

    [Fact]
    public void Result_RunId_Is_that_of_the_roots_events()
    {
        var seen = new RecordingProcessor();
        RunResult result = new SyncRunner(seen).Run(Samples.Chain, ("x", 1));
        Assert.All(seen.Events, e => Assert.Equal(result.RunId, e.RunId));
    }

    private static void AssertHex(int length, string text)
    {
        Assert.Equal(length, text.Length);
        Assert.All(text, c => Assert.True(char.IsAsciiHexDigitLower(c), text));
    }
}
