using System.Text;

namespace Hypergraph.Tool.Output;

/// <summary>Writes to standard output in UTF-8, and to standard error.</summary>
internal static class StandardOutput
{
    /// <summary>A writer to standard output without a byte order mark, whatever the locale.</summary>
    public static TextWriter Writer { get; } = CreateWriter();

    /// <summary>Writes a line to standard error.</summary>
    /// <param name="message">The text. Its lines are joined.</param>
    public static void WriteError(string message) => Console.Error.WriteLine($"hypergraph: {OneLine(message)}");

    /// <summary>Returns a text of several lines as one.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static StreamWriter CreateWriter() => new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
