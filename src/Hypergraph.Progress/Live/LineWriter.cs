using System.Globalization;
using System.Text;

namespace Hypergraph.Progress;

/// <summary>A writer that hands on whole lines only. Safe from any thread.</summary>
/// <param name="former">The writer in whose place it stands. Once disposed, it writes to that one.</param>
/// <param name="writeLines">Takes one or several whole lines, each without the break behind the last one.</param>
internal sealed class LineWriter(TextWriter former, Action<string> writeLines) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _unfinished = new();
    private bool _isClosed;

    public override Encoding Encoding => former.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // Handed on outside the lock: the console has one of its own, and may be writing to this writer's lines.
        string? lines = Take(buffer, out bool isClosed);
        if (isClosed)
        {
            former.Write(buffer);
        }
        else if (lines is not null)
        {
            writeLines(lines);
        }
    }

    public override void WriteLine() => Write(CoreNewLine);

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, NewLine));

    public override void Flush()
    {
    }

    /// <summary>The beginning of a line whose end has not been written.</summary>
    public string TakeUnfinished()
    {
        lock (_gate)
        {
            string unfinished = _unfinished.ToString();
            _unfinished.Clear();
            return unfinished;
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        base.Dispose(disposing);
    }

    private string? Take(ReadOnlySpan<char> text, out bool isClosed)
    {
        lock (_gate)
        {
            isClosed = _isClosed;
            int lastBreak = text.LastIndexOf('\n');
            if (isClosed || lastBreak < 0)
            {
                _unfinished.Append(isClosed ? [] : text);
                return null;
            }

            string lines = _unfinished.Append(text[..lastBreak]).ToString().TrimEnd('\r');
            _unfinished.Clear().Append(text[(lastBreak + 1)..]);
            return lines.ReplaceLineEndings(AnsiText.NewLine);
        }
    }
}
