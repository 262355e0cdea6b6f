using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Logging;

/// <summary>Compares <c>docs/logging.md</c> with the messages of the code.</summary>
public sealed class LogDocumentTests
{
    /// <summary>The parameters of a message that are no fields.</summary>
    private static readonly Type[] NoFields = [typeof(ILogger), typeof(LogLevel), typeof(Exception)];

    [Fact]
    public void The_table_Has_the_ids_names_levels_and_fields_of_the_code()
    {
        string[] ofCode =
        [
            .. from type in typeof(Runner).Assembly.GetTypes()
               from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
               let message = method.GetCustomAttribute<LoggerMessageAttribute>()
               where message is not null
               orderby message.EventId
               select $"{message.EventId} | `{message.EventName}` | {LevelOf(method, message)} | {FieldsOf(method)}",
        ];

        string[] ofTable =
        [
            .. from line in Page
               let cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries)
               where cells.Length == 5 && int.TryParse(cells[0], out _)
               select $"{cells[0]} | {cells[1]} | {cells[2]} | {cells[4]}",
        ];

        Assert.Equal(ofCode, ofTable);
    }

    [Fact]
    public void The_example_Is_what_the_console_writes()
    {
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole(console =>
            {
                console.IncludeScopes = true;
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            }))
            .BuildServiceProvider();
        using var provider = new TextProvider(services.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple));
        using var factory = new LoggerFactory([provider], new LoggerFilterOptions { MinLevel = LogLevel.Debug });
        var time = new FakeTimeProvider();
        ILogger app = factory.CreateLogger("App");
        var row = new Graph("row", [
            Node.Create(
                (string text) =>
                {
                    time.Advance(TimeSpan.FromMilliseconds(1.4));
                    app.Log(LogLevel.Information, 0, text.Length, null, static (length, _) => $"Parsing {length} characters");
                    return int.Parse(text, CultureInfo.InvariantCulture);
                },
                output: "number",
                name: "parse"),
        ]);
        var file = new Graph("file", [row.AsNode("rows").MapOver(["text"], MapMode.Zip, ErrorHandling.Continue)]);

        RunResult result = new SyncRunner { Logger = factory.CreateLogger("Hypergraph"), TimeProvider = time }
            .Run(file, new { text = new[] { "1", "two", "333" } }, new RunOptions { WorkflowId = "import-7" });

        string[] example = [.. Page.SkipWhile(line => line != "```text").Skip(1).TakeWhile(line => line != "```")];
        Assert.Equal(example, provider.Text.ReplaceLineEndings("\n").Replace(result.RunId.ToString(), "4bf92f35…", StringComparison.Ordinal).TrimEnd('\n').Split('\n'));
    }

    private static string[] Page => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "logging.md"));

    private static string LevelOf(MethodInfo method, LoggerMessageAttribute message) =>
        method.GetParameters().Any(p => p.ParameterType == typeof(LogLevel)) ? "Error; Warning where the run continues" : message.Level.ToString();

    private static string FieldsOf(MethodInfo method) =>
        string.Join(", ", method.GetParameters().Where(p => !NoFields.Contains(p.ParameterType)).Select(p => $"`{char.ToUpperInvariant(p.Name![0])}{p.Name[1..]}`"));

    /// <summary>Writes with a formatter of the console, without exceptions, whose stack traces differ.</summary>
    private sealed class TextProvider(ConsoleFormatter formatter) : ILoggerProvider, ISupportExternalScope
    {
        private readonly StringWriter _text = new();
        private IExternalScopeProvider? _scopes;

        public string Text => _text.ToString();

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose() => _text.Dispose();

        private sealed class Logger(TextProvider provider, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => provider._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception: null, formatter);
                provider.Formatter.Write(entry, provider._scopes, provider._text);
            }
        }

        private ConsoleFormatter Formatter { get; } = formatter;
    }
}
