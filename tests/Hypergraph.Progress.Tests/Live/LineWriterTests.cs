namespace Hypergraph.Progress.Tests;

public sealed class LineWriterTests : IDisposable
{
    private readonly StringWriter _former = new();
    private readonly List<string> _lines = [];
    private readonly LineWriter _writer;

    public LineWriterTests() => _writer = new LineWriter(_former, _lines.Add);

    public void Dispose()
    {
        _writer.Dispose();
        _former.Dispose();
    }

    [Fact]
    public void Pieces_AreHandedOnAsAWholeLine()
    {
        _writer.Write("on");
        _writer.Write('e');
        Assert.Empty(_lines);
        _writer.WriteLine();

        Assert.Equal(["one"], _lines);
    }

    [Fact]
    public void SeveralLines_AreHandedOnTogether_AndTheRestIsKept()
    {
        _writer.Write("one\ntwo\r\nthr");
        Assert.Equal(["one\n\rtwo"], _lines);
        Assert.Equal("thr", _writer.TakeUnfinished());
    }

    [Fact]
    public void FormattedLine_IsOneWrite()
    {
        _writer.WriteLine("{0} of {1}", 1, 2);

        Assert.Equal(["1 of 2"], _lines);
    }

    [Fact]
    public void AfterItsEnd_WritesToTheFormerWriter()
    {
        _writer.Dispose();
        _writer.Write("late");

        Assert.Equal("late", _former.ToString());
        Assert.Empty(_lines);
    }
}
