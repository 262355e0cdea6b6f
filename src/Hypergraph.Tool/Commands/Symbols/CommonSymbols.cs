using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Commands.Symbols;

/// <summary>Arguments and options of several commands.</summary>
internal static class CommonSymbols
{
    /// <summary>Creates the argument for a log.</summary>
    /// <param name="name">The name in the help.</param>
    public static Argument<string> File(string name = "FILE")
    {
        var file = new Argument<string>(name) { Description = "The event log, which is the path of its first segment, or - for standard input." };
        file.CompletionSources.Add(context => IsExpected(file, context) ? [LogInput.StandardInput] : []);
        return file;
    }

    /// <summary>Whether the word to complete has the position of the argument, among the words of the command that are no options.</summary>
    private static bool IsExpected(Argument<string> file, CompletionContext context)
    {
        string[] words = [.. context.ParseResult.CommandResult.Tokens.Select(token => token.Value)];
        int complete = context.WordToComplete.Length > 0 && words is [.., { } last] && last == context.WordToComplete ? words.Length - 1 : words.Length;
        return context.ParseResult.CommandResult.Command.Arguments.ElementAtOrDefault(complete) == file;
    }

    /// <summary>Creates the option for output as JSON.</summary>
    /// <param name="description">What is written then.</param>
    public static Option<bool> Json(string description = "Write the result as JSON, in one line.") => new("--json") { Description = description };

    /// <summary>Creates an option for a number.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the number is.</param>
    /// <param name="isValid">Whether a number is accepted.</param>
    /// <param name="rule">What is accepted, for the message.</param>
    public static Option<double?> Number(string name, string description, Predicate<double> isValid, string rule) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && isValid(number))
            {
                return number;
            }

            result.AddError($"{name} must be a finite number {rule}.");
            return null;
        },
    };
}
