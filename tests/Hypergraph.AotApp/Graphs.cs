using System.Globalization;

namespace Hypergraph.AotApp;

/// <summary>The graphs that the application runs, all from functions over named values.</summary>
internal static class Graphs
{
    public static readonly Graph Words = new("words",
    [
        Step("split", ["text"], v => ((string)v["text"]!).Split(' '), "words"),
        Step("count", ["words"], v => ((string[])v["words"]!).Length, "count"),
    ]);

    public static readonly Graph Branch = new("branch",
    [
        Node.IfElseFrom(NodeFunction.FromValues(["value"], v => (int)v["value"]! > 2), "big", "small", "size"),
        Step("big", ["value"], v => (int)v["value"]! * 10, "result"),
        Step("small", ["value"], v => -(int)v["value"]!, "result"),
    ]);

    public static readonly Graph Loop = new("loop",
    [
        Step("double", ["value"], v => (int)v["value"]! * 2, "value"),
        Node.RouteFrom(NodeFunction.FromValues(["value"], v => (int)v["value"]! < 20 ? "double" : Node.End), ["double", Node.End], new() { Name = "again" }),
    ], new() { Entrypoints = ["double"] });

    public static readonly Graph Report = new("report",
    [
        Words.AsNode().RenameInput("text", "texts").MapOver("texts"),
        Step("total", ["count"], v => ((IEnumerable<object?>)v["count"]!).Sum(n => (int)n!), "total"),
    ]);

    public static readonly Graph Grid = new("grid",
    [
        new Graph("line", [new Graph("cell", [Step("square", ["table"], v => (int)v["table"]! * (int)v["table"]!, "squares")]).AsNode().MapOver("table")])
            .AsNode().MapOver("table"),
    ]);

    public static readonly Graph Parse = new("parse",
    [
        Step("parse", ["text"], v => int.Parse((string)v["text"]!, CultureInfo.InvariantCulture), "number"),
    ]);

    public static readonly Graph Review = new("review",
    [
        Step("draft", ["topic"], v => $"On {v["topic"]}", "text"),
        Node.InterruptFrom(NodeFunction.FromValues(["text"], v => $"Publish '{v["text"]}'?"), "approved", "approve"),
        Step("publish", ["text", "approved"], v => (bool)v["approved"]! ? v["text"] : "rejected", "final"),
    ]);

    private static FunctionNode Step(string name, string[] inputs, Func<IReadOnlyDictionary<string, object?>, object?> body, string output) =>
        Node.CreateFrom(NodeFunction.FromValues(inputs, body), [output], name);
}
