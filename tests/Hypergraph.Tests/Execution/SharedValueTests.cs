using System.Collections.Immutable;

namespace Hypergraph.Tests.Execution;

/// <summary>Values that several nodes write.</summary>
public class SharedValueTests
{
    private static readonly ImmutableList<string> None = [];

    private static GraphOptions Messages { get; } = new()
    {
        SharedValues = ["messages"],
        Entrypoints = ["ask"],
        Edges = [("ask", "reply"), ("record", "more")],
    };

    private static Graph Chat() => new("chat",
    [
        Node.Create((ImmutableList<string> messages) => messages.Add("q"), output: "messages", name: "ask"),
        Node.Create((ImmutableList<string> messages) => $"r{messages.Count}", output: "response", name: "reply"),
        Node.Create((ImmutableList<string> messages, string response) => messages.Add(response), output: "messages", name: "record"),
        Node.Route((ImmutableList<string> messages) => messages.Count >= 4 ? Node.End : "ask", ["ask", Node.End], new() { Name = "more" }),
    ],
    Messages);

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Chat_Over_one_shared_value_Runs_turn_by_turn(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await Both.OnAsync(runner, Chat(), new { messages = None }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal(["messages", "response"], result.Values.Keys);
        Assert.Equal(["q", "r1", "q", "r3"], result.Get<ImmutableList<string>>("messages"));
        Assert.Equal("r3", result["response"]);
        Assert.Equal(["ask", "reply", "record", "more", "ask", "reply", "record", "more"], recorder.Started);
        recorder.AssertClosed();
    }

    [Theory]
    [InlineData(false, "q ok q")]
    [InlineData(true, "q ok q ok")]
    public async Task Chat_With_the_same_reply_twice_Goes_on_where_an_edge_says_so(bool hasEdge, string expected)
    {
        var chat = new Graph("chat",
        [
            Node.Create((ImmutableList<string> messages) => messages.Add("q"), output: "messages", name: "ask"),
            Node.Create((ImmutableList<string> messages) => messages.IsEmpty ? "none" : "ok", output: "response", name: "reply"),
            Node.Create((ImmutableList<string> messages, string response) => messages.Add(response), output: "messages", name: "record"),
            Node.Route((ImmutableList<string> messages) => messages.Count >= 4 ? Node.End : "ask", ["ask", Node.End], new() { Name = "more" }),
        ],
        hasEdge ? Messages with { Edges = [.. Messages.Edges!, ("reply", "record")] } : Messages);

        RunResult result = await Both.RunAsync(chat, new { messages = None });

        Assert.Equal(expected, string.Join(' ', result.Get<ImmutableList<string>>("messages")));
    }

    [Fact]
    public async Task Chat_In_a_mapped_node_Starts_anew_for_each_item()
    {
        var graph = new Graph("outer", [Chat().AsNode().MapOver("messages").RenameInput("messages", "chats")]);
        var chats = (await Both.RunAsync(graph, new { chats = new ImmutableList<string>[] { [], ["old"] } })).Get<ImmutableList<string>[]>("messages");

        Assert.Equal(["q", "r1", "q", "r3"], chats[0]);
        Assert.Equal(["old", "q", "r2", "q", "r4"], chats[1]);
    }

    [Fact]
    public async Task Chat_In_a_node_Gives_its_value_to_others()
    {
        var graph = new Graph("outer",
        [
            Chat().AsNode().RenameOutput("messages", "transcript"),
            Node.Create((ImmutableList<string> transcript) => transcript.Count, output: "length"),
        ]);

        Assert.Equal(4, (await Both.RunAsync(graph, new { messages = None }))["length"]);
    }

    [Fact]
    public async Task Chat_Selected_response_Runs_the_whole_loop()
    {
        RunResult result = await Both.RunAsync(Chat().Select("response"), new { messages = None });

        Assert.Equal(["response"], result.Values.Keys);
        Assert.Equal("r3", result["response"]);
    }

    [Fact]
    public void Chat_HasCycles_and_says_what_it_takes()
    {
        Graph chat = Chat();

        Assert.True(chat.HasCycles);
        Assert.Equal(["messages: ImmutableList<string>"], chat.RequiredInputs.Select(i => i.ToString()));
        Assert.DoesNotContain(chat.Outputs, o => o.Name == "messages" && o.MayBeMissing);
    }

    [Fact]
    public void Shared_Not_given_Is_refused()
    {
        MissingInputException error = Assert.Throws<MissingInputException>(() => new SyncRunner().Run(Chat(), new { }));

        Assert.Equal(
            "Graph 'chat' needs an input that is not supplied: messages: ImmutableList<string>. Supply it with the call, or Bind it.",
            error.Message);
        Assert.Equal(["messages"], error.Inputs);
    }

    [Fact]
    public async Task Shared_Bound_Starts_with_the_bound_value()
    {
        Graph chat = Chat().Bind("messages", None.Add("hello"));

        Assert.Empty(chat.RequiredInputs);
        Assert.Equal(["hello", "q", "r2", "q", "r4"], (await Both.RunAsync(chat, new { })).Get<ImmutableList<string>>("messages"));
        Assert.Equal(["q", "r1", "q", "r3"], (await Both.RunAsync(chat, new { messages = None })).Get<ImmutableList<string>>("messages"));
    }

    [Fact]
    public async Task Shared_With_a_default_Starts_with_the_default()
    {
        var graph = new Graph("sums",
        [
            Node.Create((int x, int sum = 10) => sum + x, output: "sum", name: "first"),
            Node.Create((int x, int sum = 10) => sum * x, output: "sum", name: "second"),
        ],
        new GraphOptions { SharedValues = ["sum"], Edges = [("first", "second")] });

        Assert.Equal(["x: int"], graph.RequiredInputs.Select(i => i.ToString()));
        Assert.Equal(24, (await Both.RunAsync(graph, new { x = 2 }))["sum"]);
        Assert.Equal(6, (await Both.RunAsync(graph, new { x = 2, sum = 1 }))["sum"]);
    }

    [Fact]
    public async Task Shared_Written_twice_in_one_superstep_Has_the_value_of_the_writer_declared_last()
    {
        FunctionNode left = Node.Create((int x) => "left", output: "side", name: "l");
        FunctionNode right = Node.Create((int x) => "right", output: "side", name: "r");
        FunctionNode read = Node.Create((string side) => side, output: "seen", name: "read");
        GraphOptions options = new() { SharedValues = ["side"], Edges = [("l", "read"), ("r", "read")] };

        Assert.Equal("right", (await Both.RunAsync(new Graph([left, right, read], options), new { x = 1, side = "none" }))["seen"]);
        Assert.Equal("left", (await Both.RunAsync(new Graph([right, read, left], options), new { x = 1, side = "none" }))["seen"]);
        Assert.Equal("left", (await Both.RunAsync(new Graph([right, read, left], options), new { x = 1, side = "none" }))["side"]);
    }

    [Fact]
    public async Task Shared_Without_edges_Makes_no_order()
    {
        var graph = new Graph(
        [
            Node.Create((int x) => "written", output: "side", name: "write"),
            Node.Create((string side) => side, output: "seen", name: "read"),
        ],
        new GraphOptions { SharedValues = ["side"] });

        RunResult result = await Both.RunAsync(graph, new { x = 1, side = "given" });
        Assert.Equal("given", result["seen"]);
        Assert.Equal("written", result["side"]);
        Assert.False(graph.HasCycles);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Shared_New_value_Does_not_run_a_node_again_that_no_gate_holds(string runner)
    {
        List<int> peeked = [];
        var graph = new Graph(
        [
            Node.Create((int n, int log) => (n + 1, log + 10), output: ["n", "log"], name: "step"),
            Node.Create((int log) => { peeked.Add(log); return log >= 0; }, output: "isFine", name: "peek").WaitFor("n"),
            Node.IfElse((int n, bool isFine = true) => n < 3, "step", Node.End, name: "again"),
        ],
        new GraphOptions { SharedValues = ["log"], Entrypoints = ["step"] });

        RunResult result = await Both.OnAsync(runner, graph, new { n = 0, log = 0 });

        Assert.Equal(30, result["log"]);
        Assert.Equal([10], peeked);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Shared_New_value_Runs_a_node_again_that_a_gate_has_chosen(string runner)
    {
        List<int> peeked = [];
        var graph = new Graph(
        [
            Node.Create((int n, int log) => (n + 1, log + 10), output: ["n", "log"], name: "step"),
            Node.Route((int n) => (string[])(n < 3 ? ["step", "peek"] : [Node.End]), ["step", "peek", Node.End], new() { Name = "more", AllowMultiple = true }),
            Node.Create((int log) => { peeked.Add(log); return log; }, output: "last", name: "peek"),
            Node.IfElse((int last) => last < 0, "step", Node.End, name: "back"),
        ],
        new GraphOptions { SharedValues = ["log"], Entrypoints = ["step"] });

        RunResult result = await Both.OnAsync(runner, graph, new { n = 0, log = 0 });

        Assert.Equal(30, result["log"]);
        Assert.Equal([10, 20], peeked);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Shared_Written_while_a_gate_decides_on_it_Leaves_the_decision(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        Graph graph = new(
            [
                Node.Create((int n) => n + 1, output: "total", name: "write"),
                Node.IfElse((int total) => total == 0, "zero", "more", name: "gate"),
                Node.Create((int total) => $"zero, now {total}", output: "text", name: "zero"),
                Node.Create((int total) => $"more, now {total}", output: "text", name: "more"),
            ],
            new() { SharedValues = ["total"] });

        RunResult result = await Both.OnAsync(runner, graph, new { n = 4, total = 0 }, new RunOptions { EventProcessors = [recorder] });

        // The writer and the gate start together, in any order on the pool.
        Assert.Equal("zero, now 5", result["text"]);
        Assert.Equal(["gate", "write", "zero"], recorder.Started.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Shared_Waiting_for_it_Runs_after_its_writers()
    {
        var graph = new Graph(
        [
            Node.Create((int total) => total, output: "seen", name: "read").WaitFor("total"),
            Node.Create((int x, int total) => total + x, output: "total", name: "add"),
            Node.Create((int total) => total * 10, output: "total", name: "scale"),
        ],
        new GraphOptions { SharedValues = ["total"], Edges = [("add", "scale")] });

        Assert.Equal(30, (await Both.RunAsync(graph, new { x = 1, total = 2 }))["seen"]);
    }

    [Fact]
    public void Shared_Name_that_no_node_gives_Is_refused()
    {
        Assert.Equal(
            "Graph 'g': 'mesages' is shared, but no node produces it. Did you mean 'messages'? Values: 'messages', 'n'.",
            Assert.Throws<GraphConfigurationException>(() => new Graph("g",
            [
                Node.Create((ImmutableList<string> messages) => messages, output: "messages", name: "ask"),
                Node.Create((ImmutableList<string> messages) => messages.Count, output: "n"),
            ],
            new GraphOptions { SharedValues = ["mesages"] })).Message);
    }

    [Fact]
    public void Shared_Types_of_writers_and_readers_Have_to_agree()
    {
        Assert.Equal(
            "Graph 'g': node 'read' reads 'v' as string, but node 'write' produces it as int, which cannot be assigned to it. Accept int there and write v.ToString(CultureInfo.InvariantCulture), or let 'write' produce string.",
            Assert.Throws<GraphConfigurationException>(() => new Graph("g",
            [
                Node.Create((int x) => x, output: "v", name: "write"),
                Node.Create((string v) => v, output: "seen", name: "read"),
            ],
            new GraphOptions { SharedValues = ["v"] })).Message);
    }
}
