using System.Runtime.CompilerServices;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Reading;

/// <summary>Reads the log that an argument names: a file with its further segments, or <c>-</c> for standard input.</summary>
internal static class LogInput
{
    /// <summary>The argument for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads the lines of a log.</summary>
    /// <param name="file">The argument.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ToolException">The file does not exist.</exception>
    public static async IAsyncEnumerable<EventLogLine> ReadLinesAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Require(file);
        Stream? input = file == StandardInput ? Console.OpenStandardInput() : null;
        await using (input)
        {
            IAsyncEnumerable<EventLogLine> lines = input is null
                ? EventLog.ReadLinesAsync(file, options: null, cancellationToken)
                : EventLog.ReadLinesAsync(input, cancellationToken);
            await foreach (EventLogLine line in lines.ConfigureAwait(false))
            {
                yield return line;
            }
        }
    }

    /// <summary>Reads the events of a log.</summary>
    /// <param name="file">The argument.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ToolException">The file does not exist.</exception>
    public static async IAsyncEnumerable<Event> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Require(file);
        Stream? input = file == StandardInput ? Console.OpenStandardInput() : null;
        await using (input)
        {
            IAsyncEnumerable<Event> events = input is null ? EventLog.ReadAsync(file, options: null, cancellationToken) : EventLog.ReadAsync(input, cancellationToken);
            await foreach (Event e in events.ConfigureAwait(false))
            {
                yield return e;
            }
        }
    }

    /// <summary>Returns the name of a log in messages.</summary>
    public static string NameOf(string file) => file == StandardInput ? "standard input" : file;

    /// <summary>Refuses a folder, and an option that the command does not have.</summary>
    /// <exception cref="ToolException">The argument is neither a file nor the name of one to come.</exception>
    public static void RequireName(string file)
    {
        if (file.StartsWith("--", StringComparison.Ordinal) && !File.Exists(file))
        {
            throw new ToolException($"'{file}' is no option of this command, and no file. The options are in: hypergraph --help.");
        }

        if (Directory.Exists(file))
        {
            throw new ToolException($"'{file}' is a folder. Name the file of a log, or - for standard input.");
        }
    }

    private static void Require(string file)
    {
        RequireName(file);
        if (file != StandardInput && !File.Exists(file))
        {
            throw new ToolException($"'{file}' does not exist.");
        }
    }
}
