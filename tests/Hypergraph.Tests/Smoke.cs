namespace Hypergraph.Tests;
public class Smoke
{
    [Fact]
    public async Task Tour()
    {
        var embed = Node.Create((string text) => text.Select(c => (float)c).ToArray(), output: "embedding");
        var retrieve = Node.Create((float[] embedding, int topK = 5) => embedding.Take(topK).Select(f => f.ToString()).ToArray(), output: "docs");
        var answer = Node.Create(async (string[] docs, string query, CancellationToken ct) => { await Task.Delay(1, ct); return query + string.Join(",", docs); }, output: "answer");
        var rag = new Graph("rag", [embed, retrieve, answer]);
        var runner = new AsyncRunner();
        RunResult one = await runner.RunAsync(rag, new { text = "abc", query = "why?" });
        Assert.Equal("why?97,98,99", one.Get<string>("answer"));
        MapResult many = await runner.MapAsync(rag, new { text = "abc", query = new[] { "a", "b" } }, over: "query", new() { MaxConcurrency = 8 });
        Assert.Equal(["a97,98,99", "b97,98,99"], many.Get<string>("answer"));
        var report = new Graph("report", [Node.Create((int n) => Enumerable.Range(0, n).Select(i => $"q{i}").ToArray(), output: "query", name: "load"), rag.AsNode().MapOver("query"), Node.Create((string[] answer) => answer.Length, output: "count", name: "summarise")]);
        var r = await runner.RunAsync(report, ("n", 3), ("text", "ab"));
        Assert.Equal(3, r.Get<int>("count"));
        TestContext.Current.TestOutputHelper!.WriteLine(report.Describe());
        (int a, string b) Pair(int x) => (x + 1, "s" + x);
        var g = new Graph([Node.Create(Pair), Node.Create((int a, string b) => b + a, output: "c")]);
        Assert.Equal("s12", new SyncRunner().Run(g, ("x", 1)).Get<string>("c"));
    }
}
