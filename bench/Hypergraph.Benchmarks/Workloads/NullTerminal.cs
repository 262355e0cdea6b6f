using System.Text;
using Spectre.Console;

namespace Hypergraph.Benchmarks;

/// <summary>
/// A terminal of 120 by 40 cells with everything that escape sequences can do, whose text goes nowhere: what is measured
/// is the making and the writing of frames, not a terminal's own work.
/// </summary>
internal sealed class NullTerminal : IAnsiConsoleOutput
{
    public TextWriter Writer => TextWriter.Null;

    public bool IsTerminal => true;

    public int Width => 120;

    public int Height => 40;

    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.TrueColor,
        Interactive = InteractionSupport.Yes,
        Out = new NullTerminal(),
    });

    public void SetEncoding(Encoding encoding)
    {
    }
}
