using System.CommandLine;
using System.CommandLine.Invocation;
using Hypergraph.Tool.Commands.Runs;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands;

/// <summary>All commands of the program, and what happens when one fails.</summary>
internal static class ToolCommands
{
    /// <summary>Runs the command of a command line.</summary>
    /// <param name="arguments">The words of the command line.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            ParseResult command = Create().Parse(arguments);
            return command.Action is ParseErrorAction
                ? throw new ToolException($"{ProblemOf(command)} See hypergraph --help.")
                : await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            StandardOutput.WriteError(exception.Message);
            return ExitCodes.Unusable;
        }
    }

    private static string ProblemOf(ParseResult command) => command.Tokens.Count == 0 ? "No command was named."
        : command.UnmatchedTokens is [{ } word, ..] ? $"'{word}' is not known."
        : command.Errors[0].Message;

    private static RootCommand Create() => new($"Reads event logs and stored runs of Hypergraph. {ExitCodes.Help}")
    {
        WatchCommand.Create(),
        ReplayCommand.Create(),
        RowsCommand.Create(),
        PictureCommand.Create(),
        StatsCommand.Create(),
        CheckCommand.Create(),
        DiffCommand.Create(),
        ExplainCommand.Create(),
        RunsCommand.Create(),
        ServeCommand.Create(),
        CompletionCommand.Create(),
    };
}
