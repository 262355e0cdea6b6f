using System.CommandLine;
using System.Globalization;

namespace Hypergraph.Tool.Commands;

/// <summary>Arguments and options of several commands.</summary>
internal static class CommonSymbols
{
    /// <summary>Creates the argument for a log.</summary>
    /// <param name="name">The name in the help.</param>
    public static Argument<string> File(string name = "FILE") => new(name)
    {
        Description = "The event log, which is the path of its first segment, or - for standard input.",
    };

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

            result.AddError($"{name} must be a number {rule}.");
            return null;
        },
    };
}
