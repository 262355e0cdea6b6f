using System.Text;
using Spectre.Console;

namespace Hypergraph.Benchmarks;

/// <summary>
/// A terminal of 120 by 40 cells with everything that escape sequences can do, whose text goes nowhere: what is measured
/// is the making and the writing of frames, not a terminal's own work.
/// </summary>
internal sealed class NullTerminal : TextWriter, IAnsiConsoleOutput
{
    /// <summary>The number of writes so far.</summary>
    public long Writes { get; private set; }

    public TextWriter Writer => this;

    public override Encoding Encoding => Encoding.UTF8;

    public bool IsTerminal => true;

    public int Width => 120;

    public int Height => 40;

    public IAnsiConsole CreateConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.TrueColor,
        Interactive = InteractionSupport.Yes,
        Out = this,
    });

    public void SetEncoding(Encoding encoding)
    {
    }

    public override void Write(char value) => Writes++;

    public override void Write(char[] buffer, int index, int count) => Writes++;

    public override void Write(ReadOnlySpan<char> buffer) => Writes++;

    public override void Write(string? value) => Writes++;
}
