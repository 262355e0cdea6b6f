using System.Diagnostics;
using System.Reflection;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Debugging;

public sealed class DebuggerDisplayTests
{
    private static readonly Node Half = Node.Create((int n, double by = 2) => n % 2 == 0 ? n / by : throw new ArgumentException("It is odd."), output: "half");

    private static readonly Graph Halves = new("halves", [Half]);

    [Fact]
    public void Graph_Shows_its_name_and_size() => Assert.Equal("halves: 1 node", DebuggerText.Of(Halves));

    [Fact]
    public void Node_Shows_its_inputs_and_outputs()
    {
        Assert.Equal("half(n, by) → half", DebuggerText.Of(Half));
        Assert.Equal("halves(n, by) → half", DebuggerText.Of(Halves.AsNode()));
    }

    [Fact]
    public void Inputs_and_outputs_Show_names_and_types()
    {
        Assert.Equal("n: int", DebuggerText.Of(Half.Inputs[0]));
        Assert.Equal("by: double (has a default)", DebuggerText.Of(Half.Inputs[1]));
        Assert.Equal("half: double", DebuggerText.Of(Half.Outputs[0]));
        Assert.Equal("n: int", DebuggerText.Of(Halves.Inputs[0]));
        Assert.Equal("half: double", DebuggerText.Of(Halves.Outputs[0]));
        Assert.Equal("2 inputs: 'n', 'by'", DebuggerText.Of(GraphInputs.From(new { n = 1, by = 2.0 })));
        Assert.Equal("1 input: 'n'", DebuggerText.Of(GraphInputs.From(new { n = 1 })));
        Assert.Equal("0 inputs: none", DebuggerText.Of(GraphInputs.Empty));
        Assert.Equal("low, high", DebuggerText.Of(OutputNames.Create(["low", "high"])));
        Assert.Equal("n, m", DebuggerText.Of(MapOver.Create(["n", "m"])));
    }

    [Fact]
    public void Function_Shows_its_signature()
    {
        Assert.Equal("function(n, by) → double", DebuggerText.Of(((FunctionNode)Half).Function));
        Assert.Equal("Twice(n) → int", DebuggerText.Of(NodeFunction.FromDelegate(Twice)));
    }

    [Fact]
    public void Result_of_a_run_Shows_how_it_ended_and_what_it_has()
    {
        var options = new RunOptions { ErrorHandling = ErrorHandling.Continue };
        Assert.Equal("Completed: half", DebuggerText.Of(new SyncRunner().Run(Halves, new { n = 4 })));
        RunResult failed = new SyncRunner().Run(Halves, new { n = 3 }, options);
        Assert.Equal("Failed: half: ArgumentException: It is odd.", DebuggerText.Of(failed));
        Assert.Equal("half: ArgumentException: It is odd.", DebuggerText.Of(failed.Failure!));
    }

    [Fact]
    public void Result_of_a_map_Shows_its_counts()
    {
        MapResult result = new SyncRunner().Map(Halves, new { n = new[] { 2, 3 } }, over: "n", new() { ErrorHandling = ErrorHandling.Continue });
        Assert.Equal("Partial: 1 of 2 items completed, 1 failed", DebuggerText.Of(result));
        Assert.Equal("half [item 1]: ArgumentException: It is odd.", DebuggerText.Of(result.Failures[0]));
        Assert.Equal("Completed: half", DebuggerText.Of(result[0]));
    }

    [Fact]
    public async Task Handle_Shows_its_status_and_run()
    {
        RunHandle<RunResult> handle = new AsyncRunner().Start(Halves, new { n = 4 });
        await handle.Completion;
        Assert.Equal($"Completed: {handle.RunId}", DebuggerText.Of(handle));
    }

    [Fact]
    public async Task Pause_Shows_where_it_is_and_what_it_asks_for()
    {
        var ask = new Graph("ask", [Node.Interrupt<bool>((int n) => $"Keep {n}?", output: "keep", name: "approve")]);
        Assert.Equal("approve asks for 'keep'", DebuggerText.Of((await new AsyncRunner().RunAsync(ask, new { n = 1 })).Pause!));
        MapResult map = await new AsyncRunner().MapAsync(ask, new { n = new[] { 1 } }, over: "n");
        Assert.Equal("approve [item 0] asks for 'keep'", DebuggerText.Of(map.Pause!));
    }

    [Fact]
    public async Task Paused_result_Has_its_pauses_in_its_text()
    {
        var ask = new Graph("ask",
        [
            Node.Interrupt<bool>((int n) => $"Keep {n}?", output: "keep", name: "approve"),
            Node.Interrupt<bool>((int n) => $"Send {n}?", output: "send", name: "confirm"),
            Node.Create((int n) => 2 * n, output: "twice"),
        ]);
        Assert.Equal("Paused (approve asks for 'keep' and 1 more): twice = 2", (await new AsyncRunner().RunAsync(ask, new { n = 1 })).ToString());
        MapResult map = await new AsyncRunner().MapAsync(ask.Select("keep"), new { n = new[] { 1 } }, over: "n");
        Assert.Equal("Paused (approve asks for 'keep'): ", map[0].ToString());
    }

    [Fact]
    public async Task Answers_Show_how_many_they_are_and_for_what()
    {
        var ask = new Graph("ask", [Node.Interrupt<bool>((int n) => $"Keep {n}?", output: "keep", name: "approve")]);
        RunPause pause = (await new AsyncRunner().RunAsync(ask, new { n = 1 })).Pause!;
        Assert.Equal("1 answer: True", DebuggerText.Of(PauseAnswers.From(true)));
        Assert.Equal("1 answer: null", DebuggerText.Of(default(PauseAnswers)));
        Assert.Equal("1 answer: approve", DebuggerText.Of(PauseAnswers.From(new Dictionary<RunPause, bool> { [pause] = true })));
        Assert.Equal("2 answers: approve, other", DebuggerText.Of(PauseAnswers.From(new Dictionary<RunPause, object?> { [pause] = true, [new RunPause("other", null, "x")] = 1 })));
    }

    [Fact]
    public void Runner_Shows_what_it_adds_to_every_call()
    {
        Assert.Equal("AsyncRunner: 0 processors, 0 interceptors", DebuggerText.Of(new AsyncRunner()));
        var runner = new AsyncRunner(new EventRecorder(wantsValues: false)) { Interceptors = [new TextInterceptor()], InterruptHandler = (_, _) => throw new NotSupportedException() };
        Assert.Equal("AsyncRunner: 1 processor, 1 interceptor, answers interrupts", DebuggerText.Of(runner));
        Assert.Equal("SyncRunner: 0 processors, 0 interceptors", DebuggerText.Of(new SyncRunner()));
    }

    [Fact]
    public void Outputs_of_a_node_Have_their_names_in_their_text() =>
        Assert.Equal("low, high (cached)", NodeOutputs.FromCache(new Dictionary<string, object?> { ["low"] = 1, ["high"] = 2 }).ToString());

    [Fact]
    public void Events_Show_their_kind_and_place()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var isEven = Node.IfElse((int n) => n % 2 == 0, then: "halves", otherwise: Node.End, name: "is_even");
        var graph = new Graph("even", [isEven, Halves.AsNode()]);
        new SyncRunner { EventProcessors = [recorder] }.Map(graph, new { n = new[] { 2 } }, over: "n");
        Assert.Equal(
            [
                "RunStartEvent even",
                "RunStartEvent even [item 0]",
                "NodeStartEvent is_even [item 0]",
                "RouteDecisionEvent is_even [item 0]: halves",
                "NodeEndEvent is_even [item 0]",
                "NodeStartEvent halves [item 0]",
                "RunStartEvent halves [item 0]",
                "NodeStartEvent halves/half [item 0]",
                "NodeEndEvent halves/half [item 0]",
                "RunEndEvent halves [item 0]: Completed",
                "NodeEndEvent halves [item 0]",
                "RunEndEvent even [item 0]: Completed",
                "RunEndEvent even: Completed",
            ],
            recorder.Events.Select(DebuggerText.Of));
    }

    [Fact]
    public async Task Events_of_a_failure_and_a_pause_Show_them()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var runner = new AsyncRunner { EventProcessors = [recorder] };
        await runner.RunAsync(Halves, new { n = 3 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });
        await runner.RunAsync(new Graph("ask", [Node.Interrupt<bool>(() => "Keep?", output: "keep", name: "approve")]));
        string[] texts = [.. recorder.Events.Select(DebuggerText.Of)];
        Assert.Contains("NodeErrorEvent half: System.ArgumentException: It is odd.", texts);
        Assert.Contains("InterruptEvent approve asks for 'keep'", texts);
    }

    [Fact]
    public void Outline_Shows_names_and_kinds()
    {
        var recorder = new EventRecorder(wantsValues: false);
        new SyncRunner { EventProcessors = [recorder] }.Run(Halves, new { n = 2 });
        GraphOutline outline = recorder.Events.OfType<RunStartEvent>().Single().Outline!;
        Assert.Equal("halves: 1 node", DebuggerText.Of(outline));
        Assert.Equal("Function half", DebuggerText.Of(outline.Nodes[0]));
    }

    [Fact]
    public void Intercepted_call_Shows_node_attempt_and_outputs()
    {
        var interceptor = new TextInterceptor();
        var graph = new Graph("halves", [((FunctionNode)Half).WithInterceptors(interceptor)]);
        new SyncRunner().Map(graph, new { n = new[] { 2 } }, over: "n");
        Assert.Equal(["half(n, by) → half [item 0]", "attempt 1", "half"], interceptor.Texts);
    }

    [Fact]
    public void Context_Shows_the_node()
    {
        string text = "";
        var node = Node.Create((int n, NodeContext context) => { text = DebuggerText.Of(context); }, name: "look");
        new SyncRunner().Run(new Graph("g", [node]), new { n = 1 });
        Assert.Equal("look", text);
    }

    [Fact]
    public void Ids_Show_their_text()
    {
        var id = RunId.New();
        Assert.Equal(id.ToString(), DebuggerText.Of(id));
        Assert.Equal(SpanId.None.ToString(), DebuggerText.Of(SpanId.None));
    }

    [Fact]
    public void Events_and_nodes_All_have_a_display()
    {
        IEnumerable<Type> types = typeof(Graph).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(Event)) || t.IsAssignableTo(typeof(Node)));
        Assert.All(types, type => Assert.NotNull(type.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: true)));
    }

    private static int Twice(int n) => 2 * n;

    private sealed class TextInterceptor : NodeInterceptor
    {
        public List<string> Texts { get; } = [];

        public override NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
        {
            NodeAttempt attempt = call.StartAttempt();
            NodeOutputs outputs = call.Invoke(cancellationToken);
            attempt.End();
            Texts.AddRange([DebuggerText.Of(call), DebuggerText.Of(attempt), DebuggerText.Of(outputs)]);
            return outputs;
        }

        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) => call.InvokeAsync(cancellationToken);
    }
}
