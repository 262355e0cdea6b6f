using System.Diagnostics;
using System.Runtime.InteropServices;
using Hypergraph.Progress;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Hypergraph.Terminal;

/// <summary>The graphs whose progress is looked at.</summary>
/// <param name="gates">Where nodes wait.</param>
/// <param name="output">A writer that was there before any tree, as parts of a program hold on to one.</param>
/// <param name="clock">The clock of the run and of its tree.</param>
internal sealed partial class Scene(Gates gates, TextWriter output, SetClock clock)
{
    /// <summary>What a logger for the console keeps is what it finds when it is made: before any tree.</summary>
    private readonly ILogger _logger =
        LoggerFactory.Create(logging => logging.AddSimpleConsole(options => options.SingleLine = true)).CreateLogger("work");

    private readonly Prompts _prompts = new(gates);
    private readonly Children _children = new(gates);

    private PosixSignalRegistration? _signal;

    /// <summary>What the scene sets up before its run.</summary>
    public void Prepare(string scene, CancellationTokenSource stop)
    {
        if (scene == "signal")
        {
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
            {
                context.Cancel = true;
                stop.Cancel();
            });
        }
        else if (scene == "key")
        {
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = true;
                stop.Cancel();
            };
        }
    }

    /// <summary>Whether one item comes after another.</summary>
    public static bool IsInOrder(string scene) => scene == "cut";

    /// <summary>The processors of a scene beside the one that draws.</summary>
    public static EventProcessor[] OtherProcessors(string scene) => scene == "throwing" ? [new ThrowingProcessor("end")] : [];

    public Graph GraphOf(string scene, RichProgressProcessor processor) => scene switch
    {
        "throwing" => new Graph("throwing", [Step("end", () => gates.Wait("live")), Gate("wait")]),
        "prints" => new Graph("prints", [Step("print", Print), Gate("wait")]),
        "prompt" => new Graph("prompt", [Step("ask", Ask), Gate("wait")]),
        "confirm" => new Graph("confirm", [Step("ask", Confirm), Gate("wait")]),
        "suspend" => new Graph("suspend", [Step("ask", () => AskAlone(processor)), Gate("wait")]),
        "keys" => new Graph("keys", [Step("ask", AskForKey), Gate("wait")]),
        "many" => new Graph("many", [Gate("n00"), .. Enumerable.Range(1, 59).Select(i => After($"n{i:00}", $"n{i - 1:00}"))]),
        "rows" or "signal" or "key" => new Graph("rows", [Step("load", () => { }), Gate("wait"), After("save", "wait")]),
        "clock-back" => new Graph("clock", [Step("set", () => SetClock(TimeSpan.FromHours(-1))), Gate("wait")]),
        "clock-ahead" => new Graph("clock", [Step("set", () => SetClock(TimeSpan.FromHours(1))), Gate("wait")]),
        "lines" => new Graph("lines", [Step("write", WriteLines), Gate("wait")]),
        "crash" => new Graph("crash", [Step("fall", Fall), Gate("wait")]),
        "terminate" => new Graph("terminate", [Step("end", Terminate), Gate("wait")]),
        "exit" => new Graph("exit", [Step("leave", Leave), Gate("wait")]),
        "cut" => new Graph("cut", [Lists(("item", 100)), Checks(item => item == 9).AsNode().MapOver("item"), .. Enumerable.Range(1, 40).Select(AfterChecks)]),
        "shares" => new Graph("shares",
        [
            Lists(("word", 120), ("mot", 3), ("nothing", 0)),
            Checked("english", "word", item => item % 13 == 5),
            Checked("french", "mot", _ => false),
            Checked("none", "nothing", _ => false),
        ]),
        "quick" => new Graph("quick", [Step("work", () => { })]),
        "echo" => new Graph("echo", [Step("ask", EchoKey), Gate("wait")]),
        "first" => new Graph("first", [Step("write", WriteAroundTheFirstFrame), Gate("wait")]),
        "first-spectre" => new Graph("first", [Step("write", RenderAroundTheFirstFrame), Gate("wait")]),
        "child" => new Graph("child", [Step("start", () => _children.Print("detected", "begun")), Gate("wait")]),
        "password" => new Graph("password", [Step("start", _children.AskForPassword), Gate("wait")]),
        "pager" => new Graph("pager", [Step("start", _children.Page), Gate("wait")]),
        "editor" => new Graph("editor", [Step("start", _children.Edit), Gate("wait")]),
        _ when _prompts.Of(scene) is { } prompt => new Graph("prompt", [Step("ask", prompt), Gate("wait")]),
        _ => throw new ArgumentException($"There is no scene '{scene}'.", nameof(scene)),
    };

    private static FunctionNode Step(string name, Action act) => Node.Create(act, name: name);

    private FunctionNode Gate(string name) => Node.Create(() => gates.Wait(name), name: name).Emit(name);

    private static FunctionNode After(string name, string before) =>
        Node.Create(() => { }, name: name).Emit(name).WaitFor(before);

    /// <summary>Numbers from 0 on, so many by each name.</summary>
    private static FunctionNode Lists(params (string Name, int Count)[] lists) => Node.CreateFrom(
        NodeFunction.FromValues([], _ => lists.Length == 1 ? Numbers(lists[0].Count) : lists.Select(list => (object?)Numbers(list.Count)).ToArray()),
        [.. lists.Select(list => list.Name)],
        "list");

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Fails for some items, in colour.</summary>
    private static Graph Checks(Func<int, bool> isBad) => new("check",
    [
        Node.Create((int item) => isBad(item) ? throw new InvalidOperationException($"\e[31m{item} is bad\e[0m") : item, output: "result", name: "look"),
    ]);

    private static FunctionNode AfterChecks(int number) => Node.Create((int[] result) => result.Length, output: $"length{number}", name: $"n{number:00}");

    private static GraphNode Checked(string name, string items, Func<int, bool> isBad) => Checks(isBad).AsNode()
        .WithName(name)
        .RenameInput("item", items)
        .RenameOutput("result", $"{name}_result")
        .MapOver([items], MapMode.Zip, ErrorHandling.Continue);

    private void Print()
    {
        gates.Wait("live");
        Console.WriteLine("written to the output");
        Console.Error.WriteLine("written to the errors");
        Log(_logger);
        gates.Wait("logged");
        Console.ForegroundColor = ConsoleColor.Green;
        Console.WriteLine("written in green");
        Console.ResetColor();
        AnsiConsole.MarkupLine("[red]rendered[/] by Spectre");
        output.WriteLine("held on to");
        Console.Write("begun");
        gates.Wait("begun");
        Console.WriteLine(" and ended");
    }

    [LoggerMessage(EventId = 0, Level = LogLevel.Information, Message = "logged")]
    private static partial void Log(ILogger logger);

    private void Ask()
    {
        gates.Wait("live");
        Console.Write("Your name? ");
        string? name = Console.ReadLine();
        Console.WriteLine($"Hello, {name}!");
    }

    private void Confirm()
    {
        gates.Wait("live");
        bool isSure = AnsiConsole.Confirm("Go on?");
        AnsiConsole.WriteLine(isSure ? "Sure." : "Not sure.");
    }

    private void AskAlone(RichProgressProcessor processor)
    {
        gates.Wait("live");
        using (processor.Suspend())
        {
            Console.Write("Alone? ");
            gates.Wait("alone");
            Console.WriteLine("Yes.");
        }
    }

    private void AskForKey()
    {
        gates.Wait("live");
        Console.Write("Any key ");
        char key = Console.ReadKey(intercept: true).KeyChar;
        Console.WriteLine($"was {key}.");
    }

    private void EchoKey()
    {
        gates.Wait("live");
        Console.Write("Any key ");
        char key = Console.ReadKey().KeyChar;
        Console.WriteLine();
        Console.WriteLine($"It was {key}.");
    }

    private void WriteAroundTheFirstFrame()
    {
        Console.Write("begun");
        gates.Wait("begun");
        Console.WriteLine(" and ended");
    }

    private void RenderAroundTheFirstFrame()
    {
        AnsiConsole.Markup("[green]begun[/]");
        gates.Wait("begun");
        AnsiConsole.MarkupLine(" and ended");
    }

    private void SetClock(TimeSpan by)
    {
        gates.Wait("live");
        clock.Set(by);
    }

    private void WriteLines()
    {
        for (int i = 1; i <= 200; i++)
        {
            Console.WriteLine($"line {i}");
        }
    }

    private void Fall()
    {
        gates.Wait("live");
        var thread = new Thread(() => throw new InvalidOperationException("Fallen."));
        thread.Start();
        thread.Join();
    }

    private void Terminate()
    {
        gates.Wait("live");
        using var kill = Process.Start("kill", ["-TERM", $"{Environment.ProcessId}"]);
        gates.Wait("alone");
    }

    private void Leave()
    {
        gates.Wait("live");
        Environment.Exit(5);
    }
}
