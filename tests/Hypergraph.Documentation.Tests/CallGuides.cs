namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to interceptors, word for word, and what it must produce.</summary>
public sealed class CallGuides
{
    [Fact]
    public async Task Own_interceptor_Limits_a_node()
    {
        var output = new StringWriter();
        var Console = (Out: output, Error: output);

        // snippet: interceptor-use
        var ask = Node.Create(async (string prompt) => await Task.FromResult($"re: {prompt}"), output: "answer", name: "ask")
            .WithInterceptors(new AtMost(2));

        var runner = new AsyncRunner { Interceptors = [new Audit(Console.Out)] };  // around every node, outside its own

        MapResult result = await runner.MapAsync(                                  // chat/ask(a) = re: a, …
            new Graph("chat", [ask]), new { prompt = new[] { "a", "b", "c" } }, over: "prompt", new() { MaxConcurrency = 1 });
        // end

        Assert.Equal(["re: a", "re: b", "re: c"], result.Get<string>("answer"));
        Assert.Equal(["chat/ask(a) = re: a", "chat/ask(b) = re: b", "chat/ask(c) = re: c"], output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        FunctionNode ask = Node.Create((string prompt) => 1, output: "answer", name: "ask");
        Guide.Says("interceptors", () => Run(NodeOutputs.Of(new Dictionary<string, object?> { ["anwser"] = 1 })));
        Guide.Says("interceptors", () => Run(NodeOutputs.Of(new Dictionary<string, object?> { ["answer"] = "one" })));
        Guide.Says("interceptors", () => Run(null!));

        RunResult Run(NodeOutputs outputs) => new SyncRunner().Run(new Graph([ask.WithInterceptors(new Giving(outputs))]), ("prompt", "p"));
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

    private sealed class Giving(NodeOutputs outputs) : NodeInterceptor
    {
        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) => ValueTask.FromResult(outputs);
    }
}
