using Hypergraph.Progress.Options.Choices;
using Spectre.Console;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>How progress is shown: the program's own choice, then the variable, then what the console is.</summary>
public sealed class ModeTests
{
    [Theory]
    [InlineData("live", ProgressMode.Live)]
    [InlineData("PLAIN", ProgressMode.Plain)]
    [InlineData(" json ", ProgressMode.Json)]
    [InlineData("quiet", ProgressMode.Quiet)]
    [InlineData("accessible", ProgressMode.Accessible)]
    [InlineData("auto", ProgressMode.Live)]
    [InlineData("", ProgressMode.Live)]
    [InlineData(null, ProgressMode.Live)]
    public void Auto_On_a_terminal_Follows_the_variable(string? variable, ProgressMode mode) =>
        Assert.Equal(mode, Choose(Terminal(), ProgressMode.Auto, ("HYPERGRAPH_PROGRESS", variable)));

    [Theory]
    [InlineData("live", ProgressMode.Plain)]
    [InlineData("json", ProgressMode.Json)]
    [InlineData(null, ProgressMode.Plain)]
    public void Auto_Without_a_terminal_Is_never_live(string? variable, ProgressMode mode) =>
        Assert.Equal(mode, Choose(Terminal(isTerminal: false, ansi: AnsiSupport.No), ProgressMode.Auto, ("HYPERGRAPH_PROGRESS", variable)));

    [Theory]
    [InlineData(ProgressMode.Live)]
    [InlineData(ProgressMode.Plain)]
    [InlineData(ProgressMode.Json)]
    [InlineData(ProgressMode.Quiet)]
    [InlineData(ProgressMode.Accessible)]
    public void Mode_of_the_program_Goes_before_the_variable(ProgressMode mode) =>
        Assert.Equal(mode, Choose(Terminal(), mode, ("HYPERGRAPH_PROGRESS", mode == ProgressMode.Quiet ? "json" : "quiet")));

    [Theory]
    [InlineData("CI", "true", ProgressMode.Plain)]
    [InlineData("CI", "1", ProgressMode.Plain)]
    [InlineData("CI", "false", ProgressMode.Live)]
    [InlineData("CI", "0", ProgressMode.Live)]
    [InlineData("CI", "", ProgressMode.Live)]
    [InlineData("TERM", "dumb", ProgressMode.Plain)]
    [InlineData("TERM", "xterm-256color", ProgressMode.Live)]
    public void Auto_On_a_terminal_Heeds_where_it_runs(string name, string value, ProgressMode mode) =>
        Assert.Equal(mode, Choose(Terminal(), ProgressMode.Auto, (name, value)));

    [Fact]
    public void Variable_Goes_before_ci() =>
        Assert.Equal(ProgressMode.Live, Choose(Terminal(), ProgressMode.Auto, ("CI", "true"), ("HYPERGRAPH_PROGRESS", "live")));

    [Fact]
    public void Unknown_value_Is_reported_once_And_taken_as_auto()
    {
        using var terminal = new TestTerminal();
        terminal.Console.Profile.Capabilities.Ansi = false;
        var options = new RichProgressOptions { Console = terminal.Console, ReadVariable = Variables(("HYPERGRAPH_PROGRESS", "lively\e[2J")) };
        for (int i = 0; i < 2; i++)
        {
            using var processor = new RichProgressProcessor(options);
            new EventScript(processor.OnEvent, TimeProvider.System).Run(Graph("g")).End();
            processor.Shutdown();
        }

        string[] lines = terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("HYPERGRAPH_PROGRESS is 'lively\uFFFD[2J'; it can be auto, live, plain, json, quiet or accessible. Using auto.", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[1..], line => Assert.StartsWith("✓ g completed! (", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xterm-256color", false, "", "emoji")]
    [InlineData("linux", false, "", "ascii")]
    [InlineData(null, true, "", "ascii")]
    [InlineData(null, true, "WT_SESSION", "emoji")]
    [InlineData(null, true, "ConEmuANSI", "emoji")]
    [InlineData("xterm", true, "", "emoji")]
    public void Theme_Is_ascii_Where_the_console_has_no_emoji(string? term, bool isWindows, string variable, string theme)
    {
        var options = new RichProgressOptions { ReadVariable = Variables(("TERM", term), (variable, "x")), IsWindows = isWindows };
        Assert.Equal(theme == "ascii" ? ProgressTheme.Ascii : ProgressTheme.Emoji, TerminalTheme.For(Terminal(), options));
    }

    [Theory]
    [InlineData("C", null, null, true)]
    [InlineData("POSIX", "en_GB.UTF-8", null, true)]
    [InlineData(null, null, "C", true)]
    [InlineData("", "C", "en_GB.UTF-8", true)]
    [InlineData("C.UTF-8", null, "C", false)]
    [InlineData(null, "en_GB.UTF-8", "C", false)]
    [InlineData(null, null, null, false)]
    public void Theme_Is_ascii_Where_the_locale_is(string? all, string? characters, string? language, bool isAscii)
    {
        var options = new RichProgressOptions { ReadVariable = Variables(("LC_ALL", all), ("LC_CTYPE", characters), ("LANG", language)), IsWindows = false };
        Assert.Equal(isAscii ? ProgressTheme.Ascii : ProgressTheme.Emoji, TerminalTheme.For(Terminal(), options));
        Assert.Equal(isAscii ? ProgressTheme.Ascii : ProgressTheme.Emoji, TerminalTheme.ForText(Terminal(), options));
    }

    [Fact]
    public void Theme_Of_the_program_Is_taken_And_turns_to_ascii_where_there_is_no_unicode()
    {
        IAnsiConsole console = Terminal();
        var options = new RichProgressOptions { Theme = ProgressTheme.Tree with { Active = new Style(Color.Blue) }, ReadVariable = Variables(("TERM", "linux")) };
        Assert.Same(options.Theme, TerminalTheme.For(console, options));

        console.Profile.Capabilities.Unicode = false;
        ProgressTheme ascii = TerminalTheme.For(console, options);
        Assert.Equal(("+", "", true, new Style(Color.Blue)), (ascii.DoneSign, ascii.NodeIcon, ascii.HasTreeLines, ascii.Active));
    }

    [Theory]
    [InlineData("1", null, true, ColorSystem.Standard)]
    [InlineData("1", "1", true, ColorSystem.NoColors)]
    [InlineData("0", null, false, ColorSystem.NoColors)]
    [InlineData("", null, false, ColorSystem.NoColors)]
    public void Force_color_Makes_a_terminal_that_is_not_known_one_with_colours(string force, string? no, bool isAnsi, ColorSystem colors)
    {
        IAnsiConsole console = Terminal(ansi: AnsiSupport.No);
        console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        ColorChoice.Apply(console, new RichProgressOptions { ReadVariable = Variables(("FORCE_COLOR", force), ("NO_COLOR", no)), IsWindows = false });
        Assert.Equal((isAnsi, colors), (console.Profile.Capabilities.Ansi, console.Profile.Capabilities.ColorSystem));
    }

    [Fact]
    public void Force_color_Colours_nothing_in_a_pipe()
    {
        IAnsiConsole console = Terminal(isTerminal: false, ansi: AnsiSupport.No);
        ColorChoice.Apply(console, new RichProgressOptions { ReadVariable = Variables(("FORCE_COLOR", "1")) });
        Assert.False(console.Profile.Capabilities.Ansi);
    }

    private static ProgressMode Choose(IAnsiConsole console, ProgressMode mode, params (string Name, string? Value)[] variables) =>
        ModeChoice.For(console, new RichProgressOptions { Mode = mode, ReadVariable = Variables(variables) });

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static IAnsiConsole Terminal(bool isTerminal = true, AnsiSupport ansi = AnsiSupport.Yes) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        Out = new Output(isTerminal),
        EnvironmentVariables = [],
    });

    private sealed class Output(bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = TextWriter.Null;

        public bool IsTerminal => isTerminal;

        public int Width => 80;

        public int Height => 24;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
