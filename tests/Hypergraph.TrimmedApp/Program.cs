// Lambdas of every shape in an application that is trimmed. It prints the same lines when it is not.
using System.Globalization;
using Hypergraph;
using Hypergraph.TrimmedApp;

string[] texts = ["one", "two words", "three words here"];

var words = Node.Create((string text) => text.Split(' '), output: "words");
var count = Node.Create((string[] words, int least = 1) => words.Count(w => w.Length >= least), output: "count");
var stats = new Graph("stats", [words, count]);
Show("lambdas", new SyncRunner().Run(stats, ("text", "graphs out of plain functions")));

var runner = new AsyncRunner();
var load = Node.Create(async (string path, CancellationToken token) => { await Task.Delay(1, token); return path.Length; }, output: "size");
var twice = Node.Create((int size) => new ValueTask<int>(size * 2), output: "twice");
var note = Node.Create((int twice) => Console.WriteLine($"note {twice}"), name: "note");
var count3 = Node.Create(Numbers.UpToAsync, output: "numbers");
var pair = Node.Create((int size) => (low: size - 1, high: size + 1));
Show("asynchronous", await runner.RunAsync(new Graph("load", [load, twice, note, count3, pair]), ("path", "file.txt")));

var many = Node.Create(
    (int a, int b, int c, int d, int e, int f, int g, int h) => a + b + c + d + e + f + g + h, output: "sum");
Show("many parameters", new SyncRunner().Run(
    new Graph("many", [many]), ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8)));

var sign = Node.IfElse((int value) => value > 0, then: "up", otherwise: "down", name: "sign");
var up = Node.Create((int value) => $"+{value}", output: "shown", name: "up");
var down = Node.Create((int value) => $"{value}", output: "shown", name: "down");
Show("gate", new SyncRunner().Run(new Graph("signs", [sign, up, down]), ("value", 3)));

var total = Node.Create((int[] count) => count.Sum(), output: "total");
var report = new Graph("report", [stats.AsNode().RenameInput("text", "texts").MapOver("texts"), total]);
Show("nested map", await runner.RunAsync(report, ("texts", texts)));

var parse = new Graph("parse", [Node.Create((string text) => int.Parse(text, CultureInfo.InvariantCulture), output: "number")]);
MapResult numbers = await runner.MapAsync(parse, [("text", new[] { "1", "two", "3" })], over: "text", new() { ErrorHandling = ErrorHandling.Continue });
Console.WriteLine($"map: {numbers.Status} [{string.Join(", ", numbers.Get<int?>("number").Select(n => n?.ToString(CultureInfo.InvariantCulture) ?? "null"))}]");

ObjectInputs.Show(stats);

static void Show(string title, RunResult result) => Console.WriteLine(
    $"{title}: {result.Status} {string.Join(' ', result.Values.Select(v => $"{v.Key}={(v.Value is System.Collections.IEnumerable and not string ? string.Join(',', ((System.Collections.IEnumerable)v.Value).Cast<object>()) : v.Value)}"))}");
