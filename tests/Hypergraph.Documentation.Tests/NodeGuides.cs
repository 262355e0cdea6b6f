using System.Globalization;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/nodes-and-inputs.md, word for word, and what it must produce.</summary>
public sealed class NodeGuides
{
    [Fact]
    public void Nodes_Have_names_and_outputs()
    {
        // snippet: nodes
        static string Clean(string text) => text.Trim();

        var clean = Node.Create(Clean, output: "clean");                    // named 'Clean', after the method
        var size = Node.Create((string clean) => clean.Length, output: "size");     // named 'size', after the output

        var range = Node.Create((int[] numbers) => (low: numbers.Min(), high: numbers.Max()), name: "range");   // outputs 'low' and 'high'
        var halves = Node.Create((string pair) => (pair[..1], pair[1..]), output: ["left", "right"], name: "halves");

        var log = Node.Create((string clean) => Console.WriteLine(clean), name: "log");     // no output
        // end

        Assert.Equal(
            ["Clean: clean", "size: size", "range: low, high", "halves: left, right", "log: "],
            new Node[] { clean, size, range, halves, log }.Select(node => $"{node.Name}: {string.Join(", ", node.Outputs.Select(o => o.Name))}"));
    }

    [Fact]
    public void Parameters_Are_inputs()
    {
        // snippet: node-parameters
        var search = Node.Create(
            async (string query, int limit = 10, string? language = null, CancellationToken cancellationToken = default) =>
            {
                await Task.Delay(1, cancellationToken);
                return $"{limit} results for '{query}' in {language ?? "any language"}";
            },
            output: "answer");

        var graph = new Graph("search", [search]);
        string required = string.Join(", ", graph.RequiredInputs.Select(i => i.Name));      // query
        string optional = string.Join(", ", graph.OptionalInputs.Select(i => i.Name));      // limit, language
        // end

        Assert.Equal(("query", "limit, language"), (required, optional));
    }

    [Fact]
    public async Task Calls_Supply_inputs()
    {
        // snippet: node-inputs
        var price = Node.Create((double amount, double rate = 0.19, string currency = "EUR") =>
            string.Create(CultureInfo.InvariantCulture, $"{amount * (1 + rate):0.00} {currency}"), output: "price");

        var pricing = new Graph("pricing", [price]).Bind("currency", "CHF");
        var runner = new SyncRunner();

        runner.Run(pricing, new { amount = 10 });                               // 11.90 CHF: the default rate, the bound currency
        runner.Run(pricing, ("amount", 10), ("rate", 0), ("currency", "USD"));  // 10.00 USD
        runner.Run(pricing, new Dictionary<string, object?> { ["amount"] = 10 });

        // Code that accepts any asynchronous runner; inputs that are built before the call.
        static Task<RunResult> RunWith(IGraphRunner runner, Graph graph, GraphInputs inputs) => runner.RunAsync(graph, inputs);

        RunResult result = await RunWith(new AsyncRunner(), pricing, [("amount", 10), ("rate", 0.5)]);      // 15.00 CHF
        // end

        Assert.Equal("11.90 CHF", runner.Run(pricing, new { amount = 10 })["price"]);
        Assert.Equal("10.00 USD", runner.Run(pricing, ("amount", 10), ("rate", 0), ("currency", "USD"))["price"]);
        Assert.Equal("15.00 CHF", result["price"]);
        Guide.Says("nodes-and-inputs", () => runner.Run(pricing, new { amount = 10, curency = "USD" }));
        Guide.Says("nodes-and-inputs", () => runner.Run(pricing));
        Guide.Says("nodes-and-inputs", () => runner.Run(pricing, new { amount = "ten" }));
        Guide.Says("nodes-and-inputs", () => runner.Run(pricing, ("amount", 10), ("currency", null)));
    }

    [Fact]
    public void Results_Have_values()
    {
        // snippet: node-results
        var graph = new Graph("sums",
        [
            Node.Create((int[] numbers) => numbers.Sum(), output: "sum"),
            Node.Create((int sum) => sum / 2, output: "half"),
            Node.Create((int sum) => sum * 2, output: "twice"),
        ]);

        RunResult result = new SyncRunner().Run(graph, new { numbers = new[] { 1, 2, 3 } });

        int sum = result.Get<int>("sum");                                       // 6
        object? half = result["half"];                                          // 3
        bool isThere = result.TryGet("third", out int third);                   // false

        RunResult selected = new SyncRunner().Run(graph.Select("half"), new { numbers = new[] { 1, 2, 3 } });   // 'twice' does not run
        RunResult partial = new SyncRunner().Run(graph.WithEntrypoint("twice"), new { sum = 21 });              // only 'twice' runs
        // end

        Assert.Equal((6, 3, false, 0), (sum, half, isThere, third));
        Assert.Equal(["half"], selected.Values.Keys);
        Assert.Equal(42, partial["twice"]);
    }

    [Fact]
    public void Order_without_data_Runs()
    {
        List<string> log = [];

        // snippet: order
        var audit = Node.Create((int id) => log.Add($"stored {id}"), name: "audit").WaitFor("stored");
        var save = Node.Create((int id) => log.Add($"storing {id}"), name: "save").Emit("stored");

        var store = new Graph("store", [audit, save]);              // save runs first: audit waits for its signal

        new SyncRunner().Run(store, new { id = 7 });                // storing 7, stored 7
        // end

        Assert.Equal(["storing 7", "stored 7"], log);
    }

    [Fact]
    public void Explicit_edges_Run()
    {
        // snippet: edges
        var greet = Node.Create((string name) => $"hi {name}", output: "text", name: "greet");
        var shout = Node.Create((string text) => text.ToUpperInvariant(), output: "text", name: "shout");
        var draft = Node.Create((string text) => text, output: "draft", name: "draft");
        var size = Node.Create((string text) => text.Length, output: "size", name: "size");

        var refine = new Graph("refine", [greet, shout, draft, size], new()
        {
            Edges = [("greet", "shout"), ("greet", "draft"), ("shout", "size")],
        });

        RunResult result = new SyncRunner().Run(refine, new { name = "bo" });

        string text = result.Get<string>("text");                   // HI BO: the last one's
        string first = result.Get<string>("draft");                 // hi bo: along its edge
        // end

        Assert.Equal(("HI BO", "hi bo", 5), (text, first, result.Get<int>("size")));
    }

    [Fact]
    public async Task Nodes_Report_chunks_and_progress()
    {
        var output = new StringWriter();
        var Console = (Out: output, Error: output);

        // snippet: streaming
        static async IAsyncEnumerable<string> Answer(string question)      // each item is a chunk; the list of all is the output
        {
            await Task.Yield();
            yield return "because";
            yield return $" {question}";
        }

        var tokens = Node.Create(Answer, output: "tokens", name: "answer");

        var pack = Node.Create(
            (List<string> tokens, NodeContext context) =>
            {
                for (int i = 0; i < tokens.Count; i++)
                {
                    context.ReportProgress(done: i + 1, total: tokens.Count);   // NodeProgressEvent
                    context.StreamChunk(tokens[i].ToUpperInvariant());          // StreamingChunkEvent
                }

                return tokens.Count;
            },
            output: "count",
            name: "pack");

        var runner = new AsyncRunner { EventProcessors = [new Typewriter(Console.Out)] };
        await runner.RunAsync(new Graph("chat", [tokens, pack]), new { question = "why" });     // because why[1/2]BECAUSE[2/2] WHY
        // end

        Assert.Equal("because why[1/2]BECAUSE[2/2] WHY", output.ToString());
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        Node count = Node.Create((string[] words) => words.Length, output: "count");
        Node words = Node.Create((string text) => text.Split(' '), output: "words");
        Guide.Says("nodes-and-inputs", () => new Graph("stats", [words, count, Node.Create((int n) => n, output: "count", name: "again")]));
        Guide.Says("nodes-and-inputs", () => new Graph("stats", [words, Node.Create((int words) => words, output: "size")]));
        Guide.Says("nodes-and-inputs", () => Node.Create((string text) => text.Length));

        FunctionNode audit = Node.Create((int id) => { }, name: "audit");
        FunctionNode save = Node.Create((int id) => { }, name: "save");
        Guide.Says("nodes-and-inputs", () => new Graph("store", [audit.WaitFor("stord"), save.Emit("stored")]));
        Guide.Says("nodes-and-inputs", () => new Graph("store", [audit, save.Emit("id")]));
        Guide.Says("nodes-and-inputs", () => save.Emit("stored").WaitFor("stored"));
        Guide.Says("nodes-and-inputs", () => new Graph("store", [audit.WaitFor("id"), Node.Create(() => 7, output: "id", name: "number")]));

        FunctionNode[] refine = [.. new[] { "greet", "shout" }.Select(n => Node.Create((string name) => name, output: "text", name: n))];
        FunctionNode[] readers = [.. new[] { "draft", "size" }.Select(n => Node.Create((string text) => text, output: n))];
        Guide.Says("nodes-and-inputs", () => new Graph("refine", [.. refine, .. readers], new() { Edges = [("gret", "shout")] }));
        Guide.Says("nodes-and-inputs", () => new Graph("refine", [.. refine, .. readers], new() { Edges = [("greet", "draft")] }));
    }

    // snippet: streaming-processor
    public sealed class Typewriter(TextWriter output) : TypedEventProcessor
    {
        protected override void OnStreamingChunk(StreamingChunkEvent e) => output.Write(e.Chunk);

        protected override void OnNodeProgress(NodeProgressEvent e) => output.Write($"[{e.Done}/{e.Total}]");
    }
    // end
}
