using System.Collections.Immutable;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/gates-and-loops.md, word for word, and what it must produce.</summary>
public sealed class GateGuides
{
    [Fact]
    public void If_else_Chooses_a_branch()
    {
        // snippet: gates
        var isShort = Node.IfElse((string text) => text.Length < 10, then: "keep", otherwise: "cut", name: "is_short");
        var keep = Node.Create((string text) => text, output: "title", name: "keep");
        var cut = Node.Create((string text) => text[..9] + "…", output: "title", name: "cut");
        var print = Node.Create((string title) => $"<h1>{title}</h1>", output: "html", name: "print");

        var page = new Graph("page", [isShort, keep, cut, print]);

        RunResult result = new SyncRunner().Run(page, new { text = "graphs out of functions" });
        string html = result.Get<string>("html");                   // <h1>graphs ou…</h1>
        // end

        Assert.Equal("<h1>graphs ou…</h1>", html);
        Assert.Equal("<h1>graphs</h1>", new SyncRunner().Run(page, ("text", "graphs"))["html"]);
    }

    [Fact]
    public void Route_Chooses_targets()
    {
        // snippet: routes
        var kind = Node.Route(
            (string path) => Path.GetExtension(path) switch { ".md" => "prose", ".cs" => "code", _ => null },
            targets: ["prose", "code", "other"],
            new() { Name = "kind", Fallback = "other" });           // null means the fallback

        var checks = Node.Route(
            (string path) => Path.GetDirectoryName(path) == "src" ? new[] { "spelling", "style" } : ["spelling"],
            targets: ["spelling", "style"],
            new() { Name = "checks", AllowMultiple = true });       // a list: all of them run
        // end

        var graph = new Graph(
        [
            kind,
            checks,
            Node.Create((string path) => 1, output: "a", name: "prose"),
            Node.Create((string path) => 1, output: "b", name: "code"),
            Node.Create((string path) => 1, output: "c", name: "other"),
            Node.Create((string path) => 1, output: "d", name: "spelling"),
            Node.Create((string path) => 1, output: "e", name: "style"),
        ]);
        Assert.Equal(["b", "d", "e"], new SyncRunner().Run(graph, ("path", "src/a.cs")).Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["c", "d"], new SyncRunner().Run(graph, ("path", "a.png")).Values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Loops_Run()
    {
        // snippet: loop
        var halve = Node.Create((double value) => value / 2, output: "value", name: "halve");
        var again = Node.IfElse((double value) => value >= 1, then: "halve", otherwise: Node.End, name: "again");

        var shrink = new Graph("shrink", [halve, again], new() { Entrypoints = ["halve"] });

        RunResult result = new SyncRunner().Run(shrink, new { value = 10.0 });
        double value = result.Get<double>("value");                 // 0.625: 5, 2.5, 1.25, 0.625
        // end

        Assert.Equal(0.625, value);
    }

    [Fact]
    public void Limit_Ends_a_loop()
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
    public void Errors_Are_what_the_guide_says()
    {
        const string Page = "gates-and-loops";
        Guide.Says(Page, () => Node.Route((int x) => "a", ["a"], new() { Name = "review", LeaveAfterIterations = 3 }));
        Guide.Says(Page, () => new Graph("page",
        [
            Node.IfElse((string text) => true, then: "kep", otherwise: Node.End, name: "is_short"),
            Node.Create((string text) => text, output: "title", name: "keep"),
        ]));
        Guide.Says(Page, () => new Graph("page",
        [
            Node.IfElse((string text) => true, then: "keep", otherwise: "cut", name: "is_short"),
            Node.Create((string text) => text, output: "long", name: "keep"),
            Node.Create((string text) => text, output: "short", name: "cut"),
            Node.Create((string @long, string @short) => 1, output: "n", name: "both"),
        ]));
        Guide.Says(Page, () => new Graph("shrink",
        [
            Node.Create((double value) => value / 2, output: "value", name: "halve"),
            Node.IfElse((double value) => value >= 1, then: "halve", otherwise: Node.End, name: "again"),
        ]));

        FunctionNode ask = Node.Create((ImmutableList<string> messages) => messages, output: "messages", name: "ask");
        FunctionNode reply = Node.Create((ImmutableList<string> messages) => "reply", output: "response", name: "reply");
        Guide.Says(Page, () => new SyncRunner().Run(new Graph("chat", [ask, reply], new() { SharedValues = ["messages"] })));
        Guide.Says(Page, () => new Graph("chat", [ask, reply], new() { SharedValues = ["mesages"] }));
    }
}
