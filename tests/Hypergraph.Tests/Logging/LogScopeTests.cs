using Hypergraph.Tests.Execution;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Logging;

/// <summary>The scopes in which functions log: each its own, also after an await, and none for anything else.</summary>
public sealed class LogScopeTests : IDisposable
{
    private const int Runs = 1_000;

    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_function_Logs_in_the_scope_of_its_node(string runner)
    {
        Graph row = new("row", [Saying("parse", "x", "y")]);
        Graph graph = new("g", [Saying("first", "a", "b"), row.AsNode("rows").MapOver("x"), Saying("last", "b", "c")]);

        RunResult result = await RunAsync(runner, graph, new { a = 1, x = new[] { 5, 6 } }, new RunOptions { WorkflowId = "w", MaxConcurrency = 1 });

        Assert.Equal(
            [
                "first: RunId:ID Graph:g Node:first Path:first WorkflowId:w",
                "last: RunId:ID Graph:g Node:last Path:last WorkflowId:w",
                "parse: RunId:ID Graph:row Node:parse Path:rows[0]/parse ItemIndex:0 WorkflowId:w",
                "parse: RunId:ID Graph:row Node:parse Path:rows[1]/parse ItemIndex:1 WorkflowId:w",
            ],
            _log.OfFunctions.Select(e => $"{e.Message}: {e.Scopes.Single()}".Replace(result.RunId.ToString(), "ID", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(["RunId", "Graph", "Node", "Path", "ItemIndex", "WorkflowId"], _log.OfFunctions.First(e => e.Message == "parse").Scope.Keys);
        Assert.Equal(result.RunId, _log.OfFunctions[0].Scope["RunId"]);
        Assert.All(_log.OfRunner, e => Assert.Empty(e.Scopes));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task The_scopes_of_the_caller_Are_around_those_of_nodes_and_remain(string runner)
    {
        using (_log.Functions.BeginScope("caller"))
        {
            await RunAsync(runner, new Graph("g", [Saying("a", "x", "y"), Saying("b", "y", "z")]), new { x = 1 });
            _log.Say("after");
        }

        Assert.Equal(["a 2", "b 2", "after 1"], _log.OfFunctions.Select(e => $"{e.Message} {e.Scopes.Count}"));
        Assert.All(_log.OfFunctions, e => Assert.Equal("caller", e.Scopes[0]));
    }

    [Fact]
    public void A_synchronous_run_Leaves_no_scope_after_a_failure()
    {
        var graph = new Graph("g", [Node.Create((int x) => { _log.Functions.BeginScope("left open"); return x > 0 ? throw new FormatException("no") : x; }, "y", "a")]);

        Assert.Throws<FormatException>(() => new SyncRunner { Logger = _log.Runner }.Run(graph, new { x = 1 }));
        _log.Say("after");

        Assert.Empty(Assert.Single(_log.OfFunctions).Scopes);
    }

    [Fact]
    public void A_function_that_leaves_a_scope_open_Leaves_it_to_no_other_node()
    {
        var graph = new Graph("g", [Node.Create((int x) => { _log.Functions.BeginScope("left open"); return x; }, "y", "a"), Saying("b", "y", "z")]);

        new SyncRunner { Logger = _log.Runner }.Run(graph, new { x = 1 });

        Assert.Equal("b", Assert.Single(_log.OfFunctions).Scope["Node"]);
    }

    [Fact]
    public async Task A_thousand_concurrent_runs_Mix_no_scopes()
    {
        var row = new Graph("row", [SayingAsync("score", "xs", "s")]);
        var graph = new Graph("g", [SayingAsync("left", "x", "a"), Saying("right", "x", "b"), SayingAsync("join", "b", "c"), row.AsNode("each").MapOver("xs")]);
        var runner = new AsyncRunner { Logger = _log.Runner };

        RunResult[] results = await Task.WhenAll(Enumerable.Range(0, Runs).Select(async run =>
        {
            using IDisposable? caller = _log.Functions.BeginScope(run);
            RunResult result = await runner.RunAsync(graph, new { x = run, xs = (int[])[run, run, run] }, new RunOptions { WorkflowId = $"{run}" });
            _log.Say($"caller {run}");
            return result;
        }));

        ILookup<int, LogEntry> byRun = _log.OfFunctions.ToLookup(e => (int)e.Scopes[0]!);
        Assert.Equal(Runs, byRun.Count);
        foreach (IGrouping<int, LogEntry> run in byRun)
        {
            Assert.Equal(
                [
                    $"caller {run.Key}",
                    .. new[] { "join", "join", "left", "left", "right", "each[0]/score", "each[0]/score", "each[1]/score", "each[1]/score", "each[2]/score", "each[2]/score" }.Select(Say),
                ],
                run.Select(e => e.Scopes.Count == 1 ? e.Message : $"{e.Message} at {e.Scope["Path"]} of {e.Scope["WorkflowId"]} in {e.Scope["RunId"]}").Order(StringComparer.Ordinal));

            string Say(string path) => $"{path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]} at {path} of {run.Key} in {results[run.Key].RunId}";
        }
    }

    [Fact]
    public async Task Items_of_a_stream_Have_their_scopes_and_the_source_and_the_reader_have_none()
    {
        var graph = new Graph("g", [Saying("a", "x", "y"), SayingAsync("b", "y", "z")]);
        var source = new Source<int>(Enumerable.Range(0, 20), async (index, _) =>
        {
            _log.Say("source");
            await (index % 3 == 0 ? Task.Delay(1, CancellationToken.None) : Task.CompletedTask);
        });

        await foreach (RunResult result in new AsyncRunner { Logger = _log.Runner }.MapStreamAsync(graph, "x", source))
        {
            _log.Say("reader");
        }

        Assert.All(_log.OfFunctions.Where(e => e.Message is "source" or "reader"), e => Assert.Empty(e.Scopes));
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(i => (string[])[$"[{i}]/a", $"[{i}]/b", $"[{i}]/b"]).Order(StringComparer.Ordinal),
            _log.OfFunctions.Where(e => e.Message is "a" or "b").Select(e => (string)e.Scope["Path"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_suppresses_the_flow_Keeps_its_scopes()
    {
        var graph = new Graph("g", [Saying("a", "x", "y"), Node.Interrupt<int>((int y) => y, "answer", "ask"), SayingAsync("b", "answer", "z")]);
        var asked = new TaskCompletionSource<InterruptAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = new AsyncRunner { Logger = _log.Runner, InterruptHandler = (_, _) => new ValueTask<InterruptAnswer>(asked.Task) };
        Task<RunResult> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = runner.RunAsync(graph, new { x = 1 });
            _log.Say("after");
        }

        asked.SetResult(InterruptAnswer.Of(2));
        await run;

        Assert.Empty(_log.OfFunctions.Single(e => e.Message == "after").Scopes);
        Assert.Equal("a", _log.OfFunctions.Single(e => e.Message == "a").Scope["Node"]);
    }

    [Fact]
    public async Task Siblings_Have_their_own_scopes_where_the_flow_is_suppressed()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Node[] nodes =
        [
            .. Enumerable.Range(0, 4).Select(i => Node.Create(async (int x) => { _log.Say($"n{i}"); await gate.Task; return x; }, $"y{i}", $"n{i}")),
            Node.Interrupt<int>((int x) => { _log.Say("ask"); return x; }, "answer", "ask"),
        ];
        var runner = new AsyncRunner { Logger = _log.Runner, InterruptHandler = async (_, _) => { await gate.Task; return InterruptAnswer.Of(2); } };
        Task<RunResult> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = runner.RunAsync(new Graph("g", nodes), new { x = 1 });
        }

        gate.SetResult();
        await run;

        Assert.Equal(["ask", "n0", "n1", "n2", "n3"], _log.OfFunctions.Select(e => e.Message).Order(StringComparer.Ordinal));
        Assert.All(_log.OfFunctions, e => Assert.Equal(e.Message, e.Scope["Node"]));
    }

    [Fact]
    public async Task A_run_that_a_function_starts_Has_its_scopes_inside()
    {
        var runner = new AsyncRunner { Logger = _log.Runner };
        var inner = new Graph("inner", [SayingAsync("in", "x", "y")]);
        var graph = new Graph("g", [Node.Create(async (int x) => (int)(await runner.RunAsync(inner, new { x }))["y"]!, "y", "out")]);

        await runner.RunAsync(graph, new { x = 1 });

        Assert.All(_log.OfFunctions, e => Assert.Equal(["out", "in"], e.NodeScopes.Select(s => s["Node"])));
    }

    [Fact]
    public async Task An_interrupt_handler_Logs_in_the_scope_of_its_interrupt()
    {
        var graph = new Graph("g", [Node.Interrupt<int>((int x) => x, "y", "ask")]);
        var runner = new AsyncRunner
        {
            Logger = _log.Runner,
            InterruptHandler = async (_, _) =>
            {
                await Task.Yield();
                _log.Say("handler");
                return InterruptAnswer.Of(2);
            },
        };

        await runner.RunAsync(graph, new { x = 1 });

        Assert.Equal("ask", Assert.Single(_log.OfFunctions).Scope["Node"]);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Below_information_Functions_have_no_scope(string runner)
    {
        using var log = new LogRecorder(LogLevel.Warning);
        var graph = new Graph("g", [Node.Create((int x) => { log.Say("a"); return x; }, "y", "a")]);

        _ = runner == "async" ? await new AsyncRunner { Logger = log.Runner }.RunAsync(graph, new { x = 1 }) : new SyncRunner { Logger = log.Runner }.Run(graph, new { x = 1 });

        Assert.Empty(Assert.Single(log.OfFunctions).Scopes);
    }

    private FunctionNode Saying(string name, string input, string output) => Node.CreateFrom(
        NodeFunction.FromValues([input], values =>
        {
            _log.Say(name);
            return values[input];
        }),
        [output],
        name);

    private FunctionNode SayingAsync(string name, string input, string output) => Node.CreateFrom(
        NodeFunction.FromValuesAsync([input], async (values, _) =>
        {
            _log.Say(name);
            await Task.Yield();
            _log.Say(name);
            return values[input];
        }),
        [output],
        name);

    private Task<RunResult> RunAsync(string runner, Graph graph, object values, RunOptions? options = null) =>
        runner == "async" ? new AsyncRunner { Logger = _log.Runner }.RunAsync(graph, values, options) : Task.FromResult(new SyncRunner { Logger = _log.Runner }.Run(graph, values, options));
}
