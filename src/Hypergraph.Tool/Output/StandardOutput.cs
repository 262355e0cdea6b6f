using System.Text;

namespace Hypergraph.Tool.Output;

/// <summary>Writes to standard output in UTF-8, and to standard error.</summary>
internal static class StandardOutput
{
    /// <summary>A writer to standard output without a byte order mark, whatever the locale. What it writes is not changed: it is for JSON, scripts and consoles.</summary>
    public static TextWriter Writer { get; } = CreateWriter();

    /// <summary>Writes a line for people to standard output. Names in it do not control the terminal.</summary>
    /// <param name="line">The text.</param>
    public static void WriteLine(string line) => Writer.WriteLine(PlainText.OneLine(line));

    /// <summary>Writes an empty line to standard output.</summary>
    public static void WriteLine() => Writer.WriteLine();

    /// <summary>Writes a line to standard error.</summary>
    /// <param name="message">The text. Its lines are joined.</param>
    public static void WriteError(string message) => Console.Error.WriteLine($"hypergraph: {PlainText.OneLine(PlainText.JoinLines(message))}");

    private static StreamWriter CreateWriter() => new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
