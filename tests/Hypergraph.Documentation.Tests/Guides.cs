using System.Collections.Immutable;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guides in docs, word for word, and what it must give.</summary>
public sealed class Guides
{
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
    public void Shared_values_Run()
    {
        // snippet: shared-values
        var ask = Node.Create((ImmutableList<string> messages) => messages.Add("question"), output: "messages", name: "ask");
        var reply = Node.Create((ImmutableList<string> messages) => $"reply to {messages.Count}", output: "response", name: "reply");
        var record = Node.Create(
            (ImmutableList<string> messages, string response) => messages.Add(response), output: "messages", name: "record");
        var more = Node.IfElse((ImmutableList<string> messages) => messages.Count < 4, then: "ask", otherwise: Node.End, name: "more");

        var chat = new Graph("chat", [ask, reply, record, more], new()
        {
            SharedValues = ["messages"],
            Entrypoints = ["ask"],
            Edges = [("ask", "reply"), ("record", "more")],         // reply → record follows from 'response'
        });

        RunResult result = new SyncRunner().Run(chat, new { messages = ImmutableList<string>.Empty });

        var messages = result.Get<ImmutableList<string>>("messages");   // question, reply to 1, question, reply to 3
        // end

        Assert.Equal(["question", "reply to 1", "question", "reply to 3"], messages);
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
    public void Loops_Run()
    {
        // snippet: loops
        var revise = Node.Create((string text, NodeContext context) => $"{text} v{context.Iteration}", output: "text", name: "revise");
        var review = Node.Route(
            (string text) => text.Length > 100 ? Node.End : "revise",
            ["revise", Node.End],
            new() { Name = "review", LeaveAfterIterations = 3, Fallback = Node.End });      // at most three iterations

        var essay = new Graph("essay", [revise, review], new() { Entrypoints = ["revise"] });

        RunResult result = new SyncRunner().Run(essay, new { text = "draft" });

        string text = result.Get<string>("text");                   // draft v1 v2 v3
        // end

        Assert.Equal("draft v1 v2 v3", text);
    }

    [Fact]
    public void Errors_Are_what_the_guides_say()
    {
        Says("loops", () => Node.Route((int x) => "a", ["a"], new() { Name = "review", LeaveAfterIterations = 3 }));

        FunctionNode audit = Node.Create((int id) => { }, name: "audit");
        FunctionNode save = Node.Create((int id) => { }, name: "save");
        Says("order", () => new Graph("store", [audit.WaitFor("stord"), save.Emit("stored")]));
        Says("order", () => new Graph("store", [audit, save.Emit("id")]));
        Says("order", () => save.Emit("stored").WaitFor("stored"));
        Says("order", () => new Graph("store", [audit.WaitFor("id"), Node.Create(() => 7, output: "id", name: "number")]));

        FunctionNode ask = Node.Create((ImmutableList<string> messages) => messages, output: "messages", name: "ask");
        FunctionNode reply = Node.Create((ImmutableList<string> messages) => "reply", output: "response", name: "reply");
        Says("shared-values", () => new SyncRunner().Run(new Graph("chat", [ask, reply], new() { SharedValues = ["messages"] })));
        Says("shared-values", () => new Graph("chat", [ask, reply], new() { SharedValues = ["mesages"] }));

        FunctionNode[] refine = [.. new[] { "greet", "shout" }.Select(n => Node.Create((string name) => name, output: "text", name: n))];
        FunctionNode[] readers = [.. new[] { "draft", "size" }.Select(n => Node.Create((string text) => text, output: n))];
        Says("edges", () => new Graph("refine", [.. refine, .. readers], new() { Edges = [("gret", "shout")] }));
        Says("edges", () => new Graph("refine", [.. refine, .. readers], new() { Edges = [("greet", "draft")] }));
    }

    private static void Says(string page, Func<object> refused)
    {
        Exception error = Assert.ThrowsAny<Exception>(refused);
        Assert.Contains(error.Message, File.ReadAllLines(Path.Combine(Repository.Root, "docs", $"{page}.md")));
    }
}
