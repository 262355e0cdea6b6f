using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hypergraph.Durability;
using Hypergraph.Tool.StoredRuns;

namespace Hypergraph.Tool.Commands.Symbols;

/// <summary>Arguments and options of the commands for stored runs.</summary>
internal static class StoreSymbols
{
    /// <summary>Creates the option for the store, which commands inside have too.</summary>
    public static Option<string?> Store() => new("--store")
    {
        Description = $"The SQLite file of the store. Without it, {StoreLocation.Variable} names the store: a file, or a database of PostgreSQL (Host=… or postgres://…).",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Creates the argument for a run.</summary>
    /// <param name="name">The name in the help.</param>
    /// <param name="description">What it is.</param>
    public static Argument<string> Run(string name = "ID", string description = "The id of the run.") => new(name) { Description = description };

    /// <summary>Sets what a command does with the store.</summary>
    /// <param name="command">The command.</param>
    /// <param name="store">The option for the store.</param>
    /// <param name="act">What it does, and its exit code.</param>
    public static Command With(this Command command, Option<string?> store, Func<IRunStore, ParseResult, CancellationToken, Task<int>> act)
    {
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            IRunStore opened = await StoreLocation.OpenAsync(result.GetValue(store), cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                return await act(opened, result, cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>Creates an option for a whole number.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the number is.</param>
    /// <param name="least">The least number.</param>
    /// <param name="most">The largest number.</param>
    public static Option<int?> WholeNumber(string name, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, least) is { } number && number <= most)
            {
                return number;
            }

            result.AddError($"{name} must be a whole number {(most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}.");
            return null;
        },
    };

    /// <summary>Creates an option for whole numbers from 0, with commas between them.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the numbers are.</param>
    public static Option<int[]?> WholeNumbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N,N",
        CustomParser = result =>
        {
            int?[] numbers = [.. result.Tokens[0].Value.Split(',').Select(word => TryParse(word, least: 0))];
            if (!numbers.Contains(null))
            {
                return [.. numbers.OfType<int>()];
            }

            result.AddError($"{name} must be whole numbers from 0, with commas between them.");
            return null;
        },
    };

    /// <summary>Creates an option for a size in bytes.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the size is.</param>
    public static Option<long?> Size(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result => SizeOf(result.Tokens[0].Value) ?? Refuse<long>(result, $"{name} must be a size such as 64kB, 500MB or 2GB."),
    };

    /// <summary>Creates an option for an age.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the age is.</param>
    public static Option<TimeSpan?> Age(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "AGE",
        CustomParser = result => AgeOf(result.Tokens[0].Value) ?? Refuse<TimeSpan>(result, $"{name} must be an age such as 90s, 30m, 12h or 7d."),
    };

    /// <summary>Creates an option for a time, or an age before now.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What the time is.</param>
    public static Option<DateTimeOffset?> Since(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => result.Tokens[0].Value switch
        {
            var word when AgeOf(word) is { } age => DateTimeOffset.UtcNow - age,
            var word when DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
            _ => Refuse<DateTimeOffset>(result, $"{name} must be a time such as 2026-02-28T17:05Z, or an age such as 90s, 30m, 12h or 7d."),
        },
    };

    private static T? Refuse<T>(ArgumentResult result, string message)
        where T : struct
    {
        result.AddError(message);
        return null;
    }

    private static int? TryParse(string word, int least) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least ? number : null;

    /// <summary>A unit is 1,024 times the one before it, as in the options of stores.</summary>
    private static long? SizeOf(string word)
    {
        (string Unit, long Bytes)[] units = [("kB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("B", 1)];
        (string unit, long bytes) = Array.Find(units, known => word.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        return unit is not null && TryParse(word[..^unit.Length], least: 0) is { } number ? number * bytes : null;
    }

    private static TimeSpan? AgeOf(string word)
    {
        const int MaxDays = 100_000;
        TimeSpan? unit = word.Length == 0 ? null : word[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is { } one && TryParse(word[..^1], least: 0) is { } number && number <= MaxDays / one.TotalDays ? one * number : null;
    }
}
