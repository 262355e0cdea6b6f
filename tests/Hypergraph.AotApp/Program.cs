// What an application that is compiled ahead of time can do: functions from data, gates, loops, maps, nesting, failures,
// pauses and progress. It prints the same lines with and without a just-in-time compiler.
using Hypergraph;
using Hypergraph.AotApp;
using Hypergraph.Progress;

var rows = new RowPrinter();
using var progress = new RichProgressProcessor(new RichProgressOptions { Mode = ProgressMode.Plain });
var sync = new SyncRunner { EventProcessors = [rows, progress] };
var async = new AsyncRunner { EventProcessors = [rows, progress] };

Show("values", sync.Run(Graphs.Words, ("text", "graphs out of plain functions")));
Show("branch", sync.Run(Graphs.Branch, ("value", 3)));
Show("loop", sync.Run(Graphs.Loop, ("value", 1)));
Show("nested map", await async.RunAsync(Graphs.Report, ("texts", new[] { "one", "two words", "three words here" })));
Show("mapped twice", sync.Run(Graphs.Grid, ("table", new[] { new[] { 1, 2 }, [3], [] })));

MapResult numbers = await async.MapAsync(
    Graphs.Parse, [("text", new[] { "1", "two", "3" })], over: "text", new() { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 });
Console.WriteLine($"map: {numbers.Status} [{string.Join(", ", numbers.Get<object?>("number").Select(n => n ?? "null"))}] failed {numbers.Failures[0].Index}");

RunResult paused = await async.RunAsync(Graphs.Review, ("topic", "cats"));
Console.WriteLine($"pause: {paused.Status} {paused.Pause!.Question}");
Show("resumed", await async.ResumeAsync(paused, true));

try
{
    sync.Run(Graphs.Words, ("txet", "a typing error"));
}
catch (InvalidInputException exception)
{
    Console.WriteLine(exception.Message);
}

TypedGraph<string, int> typed = Graphs.Words.Typed<string, int>(new TypedGraphOptions { Outputs = ["count"] });
TypedGraph<Line, WordCount> typedByName = Graphs.Words.Typed<Line, WordCount>();
Console.WriteLine($"typed: {new SyncRunner().Run(typed, "three short words")} {new SyncRunner().Run(typedByName, new Line("by name")).Count}");

Lambdas.Show();

static void Show(string title, RunResult result) =>
    Console.WriteLine($"{title}: {result.Status} {string.Join(' ', result.Values.Select(v => $"{v.Key}={Texts.Of(v.Value)}"))}");
