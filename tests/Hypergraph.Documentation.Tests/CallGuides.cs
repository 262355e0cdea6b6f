namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guides to interceptors and to streaming, word for word, and what it must give.</summary>
public sealed class CallGuides
{
    [Fact]
    public async Task Own_interceptor_Limits_a_node()
    {
        // snippet: interceptor-use
        var ask = Node.Create(async (string prompt) => await Task.FromResult($"re: {prompt}"), output: "answer", name: "ask")
            .WithInterceptors(new AtMost(2));

        var runner = new AsyncRunner { Interceptors = [new Audit(Console.Out)] };  // around every node, outside its own
        // end

        var output = new StringWriter();
        runner = new AsyncRunner { Interceptors = [new Audit(output)] };
        MapResult result = await runner.MapAsync(new Graph("chat", [ask]), new { prompt = new[] { "a", "b", "c" } }, "prompt", new() { MaxConcurrency = 1 });
        Assert.Equal(["re: a", "re: b", "re: c"], result.Get<string>("answer"));
        Assert.Equal(["chat/ask(a) = re: a", "chat/ask(b) = re: b", "chat/ask(c) = re: c"], output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Streaming_Reports_of_chunks_and_progress()
    {
        // snippet: streaming
        var tokens = Node.Create(Answer, output: "tokens", name: "answer");     // an IAsyncEnumerable<string>: each item is a chunk

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
        // end

        var output = new StringWriter();
        RunResult result = await new AsyncRunner(new Typewriter(output)).RunAsync(new Graph([tokens, pack]), ("question", "why"));
        Assert.Equal(2, result["count"]);
        Assert.Equal("because why[1/2]BECAUSE[2/2] WHY", output.ToString());
        Assert.NotNull(runner);
    }

    [Fact]
    public void Errors_Are_what_the_guides_say()
    {
        FunctionNode ask = Node.Create((string prompt) => 1, output: "answer", name: "ask");
        Guide.Says("interceptors", () => Run(NodeOutputs.Of(new Dictionary<string, object?> { ["anwser"] = 1 })));
        Guide.Says("interceptors", () => Run(NodeOutputs.Of(new Dictionary<string, object?> { ["answer"] = "one" })));
        Guide.Says("interceptors", () => Run(null!));

        RunResult Run(NodeOutputs outputs) => new SyncRunner().Run(new Graph([ask.WithInterceptors(new Giving(outputs))]), ("prompt", "p"));
    }

    private static async IAsyncEnumerable<string> Answer(string question)
    {
        await Task.Yield();
        yield return "because";
        yield return $" {question}";
    }

#pragma warning disable CA1001 // A semaphore whose wait handle is never asked for has nothing to dispose of.
    // snippet: interceptor
    public sealed class AtMost(int calls) : NodeInterceptor
    {
        private readonly SemaphoreSlim _free = new(calls);

        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            await _free.WaitAsync(cancellationToken);
            try
            {
                return await call.InvokeAsync(cancellationToken);   // the next interceptor, or the function
            }
            finally
            {
                _free.Release();
            }
        }
    }

    public sealed class Audit(TextWriter log) : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            NodeOutputs outputs = await call.InvokeAsync(cancellationToken);
            log.WriteLine($"{call.GraphName}/{call.Node.Name}({string.Join(", ", call.Inputs.Values)}) = {string.Join(", ", outputs.Values.Values)}");
            return outputs;
        }
    }
    // end
#pragma warning restore CA1001

    // snippet: streaming-processor
    public sealed class Typewriter(TextWriter output) : TypedEventProcessor
    {
        protected override void OnStreamingChunk(StreamingChunkEvent e) => output.Write(e.Chunk);

        protected override void OnNodeProgress(NodeProgressEvent e) => output.Write($"[{e.Done}/{e.Total}]");
    }
    // end

    private sealed class Giving(NodeOutputs outputs) : NodeInterceptor
    {
        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) => ValueTask.FromResult(outputs);
    }
}
