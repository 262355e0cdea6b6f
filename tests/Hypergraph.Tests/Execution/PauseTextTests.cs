namespace Hypergraph.Tests.Execution;

/// <summary>What a pause prints.</summary>
public sealed class PauseTextTests
{
    private static readonly Graph Review = new("review", [Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "ok", name: "approve")]);

    [Fact]
    public async Task ToString_Outside_maps_Has_the_path_the_question_and_the_parameter()
    {
        RunResult result = await new AsyncRunner().RunAsync(new Graph([Review.AsNode("inner")]), new { text = "cats" });

        Assert.Equal("RunPause { NodePath = inner/approve, Question = Publish 'cats'?, ResponseParameter = ok, ItemPath =  }", result.Pause!.ToString());
    }

    [Fact]
    public async Task ToString_In_nested_maps_Has_the_items()
    {
        var pages = new Graph("pages", [Review.AsNode("page").MapOver("text")]);

        MapResult result = await new AsyncRunner().MapAsync(pages, new { text = new[] { new[] { "a" }, ["b", "c"] } }, over: "text");

        Assert.Equal(
            [
                "RunPause { NodePath = page/approve, Question = Publish 'a'?, ResponseParameter = ok, ItemPath = 0.0 }",
                "RunPause { NodePath = page/approve, Question = Publish 'b'?, ResponseParameter = ok, ItemPath = 1.0 }",
                "RunPause { NodePath = page/approve, Question = Publish 'c'?, ResponseParameter = ok, ItemPath = 1.1 }",
            ],
            result.Pauses.Select(p => p.ToString()));
        Assert.Equal(
            "RunPause { NodePath = a, Question = , ResponseParameter = b, ItemPath = 3.12 }",
            new RunPause("a", null, "b") { ItemPath = new List<int> { 3, 12 } }.ToString());
    }
}
