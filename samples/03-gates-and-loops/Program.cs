using Hypergraph;

// A gate chooses which of its targets may run. The two branches produce the same name, so that nodes after them read one value.
var isShort = Node.IfElse((string text) => text.Length < 10, then: "keep", otherwise: "cut", name: "is_short");
var keep = Node.Create((string text) => text, output: "title", name: "keep");
var cut = Node.Create((string text) => text[..9] + "…", output: "title", name: "cut");
var print = Node.Create((string title) => $"<h1>{title}</h1>", output: "html", name: "print");
var page = new Graph("page", [isShort, keep, cut, print]);

var runner = new SyncRunner();
Console.WriteLine(runner.Run(page, new { text = "graphs" }).Get<string>("html"));
Console.WriteLine(runner.Run(page, new { text = "graphs out of functions" }).Get<string>("html"));

// A loop is a value that feeds back: 'halve' reads 'value' and produces it. The gate decides whether it runs again.
var halve = Node.Create((double value) => value / 2, output: "value", name: "halve");
var again = Node.IfElse((double value) => value >= 1, then: "halve", otherwise: Node.End, name: "again");
var shrink = new Graph("shrink", [halve, again], new() { Entrypoints = ["halve"] });
Console.WriteLine(runner.Run(shrink, new { value = 10.0 }).Get<double>("value"));

// "At most three revisions": the gate leaves the loop after three iterations, whatever its function returns.
var revise = Node.Create(
    (string text, NodeContext context) => $"{text} v{context.Iteration}", output: "text", name: "revise");
var review = Node.Route(
    (string text) => text.EndsWith("perfect", StringComparison.Ordinal) ? Node.End : "revise",
    ["revise", Node.End],
    new() { Name = "review", LeaveAfterIterations = 3, Fallback = Node.End });
var essay = new Graph("essay", [revise, review], new() { Entrypoints = ["revise"] });
Console.WriteLine(runner.Run(essay, new { text = "draft" }).Get<string>("text"));
