using Spectre.Console;

namespace Hypergraph.Terminal;

/// <summary>
/// What Spectre.Console asks and shows by itself: on its own console, on that of before the run, and on another one that was
/// made before the run.
/// </summary>
internal sealed class Prompts(Gates gates)
{
    private readonly IAnsiConsole _held = AnsiConsole.Console;
    private readonly IAnsiConsole _made = AnsiConsole.Create(new AnsiConsoleSettings());

    /// <summary>What a node does in a scene, such as <c>select-held</c>; null if there is no such scene.</summary>
    public Action? Of(string scene)
    {
        string[] parts = scene.Split('-');
        Action<IAnsiConsole>? show = parts[0] switch
        {
            "select" => Select,
            "multi" => SelectMany,
            "text" => Ask,
            "sure" => Confirm,
            "secret" => AskForSecret,
            "number" => AskForNumber,
            "search" => Search,
            "status" => ShowStatus,
            "progress" => ShowProgress,
            "table" => ShowTable,
            _ => null,
        };
        return show is null ? null : () => Show(show, parts[1]);
    }

    private void Show(Action<IAnsiConsole> show, string which)
    {
        gates.Wait("live");
        Console.WriteLine("before");
        show(which switch { "held" => _held, "made" => _made, _ => AnsiConsole.Console });
        Console.WriteLine("after");
    }

    private void Select(IAnsiConsole console)
    {
        string chosen = console.Prompt(new SelectionPrompt<string>().Title("Which?").AddChoices("one", "two", "three"));
        console.MarkupLineInterpolated($"It is {chosen}.");
    }

    private void SelectMany(IAnsiConsole console)
    {
        List<string> chosen = console.Prompt(new MultiSelectionPrompt<string>().Title("Which?").AddChoices("one", "two", "three"));
        console.MarkupLineInterpolated($"It is {string.Join(" and ", chosen)}.");
    }

    private void Ask(IAnsiConsole console) => console.WriteLine($"Hello, {console.Prompt(new TextPrompt<string>("Name?"))}!");

    private void Confirm(IAnsiConsole console) => console.WriteLine(console.Prompt(new ConfirmationPrompt("Sure?")) ? "Sure." : "Not sure.");

    private void AskForSecret(IAnsiConsole console) =>
        console.WriteLine($"{console.Prompt(new TextPrompt<string>("Word?").Secret()).Length} characters.");

    /// <summary>Asks again for what is no number.</summary>
    private void AskForNumber(IAnsiConsole console) => console.WriteLine(
        $"It is {console.Prompt(new TextPrompt<int>("Number?").DefaultValue(7).ValidationErrorMessage("No number.").Validate(number => number < 10))}.");

    private void Search(IAnsiConsole console)
    {
        string chosen = console.Prompt(new SelectionPrompt<string>().Title("Which?").PageSize(3).EnableSearch().AddChoices("one", "two", "three", "four", "five"));
        console.MarkupLineInterpolated($"It is {chosen}.");
    }

    private void ShowStatus(IAnsiConsole console) => console.Status().Start("Thinking", _ => gates.Wait("alone"));

    private void ShowProgress(IAnsiConsole console) => console.Progress().AutoClear(true).Start(progress =>
    {
        progress.AddTask("Loading").Value = 50;
        gates.Wait("alone");
    });

    private void ShowTable(IAnsiConsole console) => console.Live(new Text("Table 1")).AutoClear(true).Start(live =>
    {
        live.UpdateTarget(new Text("Table 2\nand more"));
        gates.Wait("alone");
    });
}
