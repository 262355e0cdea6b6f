using Hypergraph;
using Hypergraph.Progress;

// A node is a function. Its parameters are its inputs, and its output has a name.
var words = Node.Create((string text) => text.Split(' '), output: "words");
var count = Node.Create((string[] words) => words.Length, output: "count");
var longest = Node.Create((string[] words) => words.MaxBy(word => word.Length), output: "longest");

// A graph is a list of nodes. Edges follow from the names: 'words' leads to 'count' and to 'longest'.
var stats = new Graph("stats", [words, count, longest]);
Console.WriteLine(stats.Describe());

// A runner runs the graph, and shows its progress.
using var progress = new RichProgressProcessor();
var runner = new AsyncRunner { EventProcessors = [progress] };

RunResult one = await runner.RunAsync(stats, new { text = "graphs out of plain functions" });
Console.WriteLine($"{one.Get<int>("count")} words, the longest is '{one.Get<string>("longest")}'");

// A map runs the graph once for each item of a collection, several items at the same time.
string[] titles = ["a tale of two cities", "war and peace", "the old man and the sea"];
MapResult all = await runner.MapAsync(stats, new { text = titles }, over: "text");
Console.WriteLine(string.Join(", ", all.Get<int>("count")));
