using Events;
using Hypergraph;

var parse = new Graph("parse",
[
    Node.IfElse((string text) => text.Length > 0, then: "convert", otherwise: Node.End, name: "has_text"),
    Node.Create((string text) => int.Parse(text), output: "number", name: "convert"),
]);
var sum = new Graph("sum",
[
    parse.AsNode("rows").RenameInput("text", "lines").MapOver(["lines"], MapMode.Zip, ErrorHandling.Continue),
    Node.Create((int?[] number) => number.Sum() ?? 0, output: "total", name: "add"),
]);

// A processor receives every event of the runs of its runner, also of nested graphs and items.
var counter = new ExecutionCounter();
var runner = new SyncRunner { EventProcessors = [new Printer(Console.Out), counter] };
RunResult result = runner.Run(sum, new { lines = new[] { "1", "", "three" } });

Console.WriteLine();
Console.WriteLine($"total {result.Get<int>("total")}");
foreach ((string path, int count) in counter.Executions)
{
    Console.WriteLine($"{path} ran {count} times");
}
