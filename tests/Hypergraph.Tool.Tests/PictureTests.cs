using System.Text.Json;

namespace Hypergraph.Tool.Tests;

public sealed class PictureTests
{
    private const string Chain =
        """
        ---
        title: "chain\u003a completed"
        ---
        flowchart TB
          n0["größe<br/>done"]
          n1["second<br/>done"]
          n0 -->|"y"| n1
          classDef done fill:#dafbe1,stroke:#1a7f37,color:#0b4f1e
          class n0,n1 done

        """;

    [Fact]
    public async Task Picture_Is_that_of_the_last_run_for_Mermaid()
    {
        using TempLog log = await TempLog.OfAsync("failure", "chain");

        Assert.Equal(new ToolResult(0, Chain, ""), await ToolProcess.RunAsync("picture", log.Path));
        Assert.Equal(new ToolResult(0, Chain, ""), await ToolProcess.RunWithInputAsync(await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken), "picture", "-"));
    }

    [Fact]
    public async Task Picture_Of_a_chosen_run_for_Graphviz_is_collapsed()
    {
        using TempLog log = await TempLog.OfAsync("nested maps", "chain");

        Assert.Equal(
            new ToolResult(
                0,
                """
                digraph {
                  graph [rankdir=TB compound=true fontname="sans-serif" label="tables: partial, 2 of 2 items" labelloc=t]
                  node [shape=box style=filled fillcolor=white fontname="sans-serif"]
                  edge [fontname="sans-serif"]
                  n0 [label="read\nfailed" peripheries=2 style=filled fillcolor="#ffebe9" color="#cf222e" fontcolor="#82071e"]
                }

                """,
                ""),
            await ToolProcess.RunAsync("picture", log.Path, "--format", "dot", "--run", "1", "--depth", "0"));
    }

    [Fact]
    public async Task Picture_Of_a_torn_log_Is_that_of_its_last_whole_line()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = [.. log.Lines[..3]];
        ToolResult result = await ToolProcess.RunAsync("picture", log.Path);

        Assert.Contains("chain\\u003a running", result.Output, StringComparison.Ordinal);
        Assert.Contains("""n1["second<br/>waiting"]""", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_As_json_Has_the_run_and_the_format()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        using var json = JsonDocument.Parse((await ToolProcess.RunAsync("picture", log.Path, "--json")).Output);

        Assert.Equal(1, json.RootElement.GetProperty("run").GetInt32());
        Assert.Equal("mermaid", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(Chain, json.RootElement.GetProperty("picture").GetString());
    }

    [Fact]
    public async Task Implied_edges_Are_omitted_on_request()
    {
        using var log = new TempLog();
        using (var processor = new JsonLinesEventProcessor(log.Path))
        {
            new SyncRunner(processor).Run(
                new Graph([Node.Create((int x) => x, "a", "first"), Node.Create((int a) => a, "b", "second"), Node.Create((int a, int b) => a + b, "c", "third")]), ("x", 1));
        }

        Assert.Contains("n0 -->|\"a\"| n2", (await ToolProcess.RunAsync("picture", log.Path)).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("n0 -->|\"a\"| n2", (await ToolProcess.RunAsync("picture", log.Path, "--omit-implied")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The log has no run 3. It has 1 run.", "--run", "3")]
    [InlineData("--run must be a whole number of at least 1.", "--run", "0")]
    [InlineData("--depth must be a whole number of at least 0.", "--depth", "-1")]
    public async Task Wrong_numbers_Are_refused(string message, params string[] options)
    {
        using TempLog log = await TempLog.OfAsync("chain");
        ToolResult result = await ToolProcess.RunAsync(["picture", log.Path, .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"hypergraph: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_without_runs_or_outlines_Is_refused()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = [.. log.Lines.Select(line => line.Replace("\"outline\"", "\"unknown\"", StringComparison.Ordinal))];
        Assert.Equal(new ToolResult(2, "", "hypergraph: Run 1 cannot be drawn: its start in the log has no outline of the graph.\n"), await ToolProcess.RunAsync("picture", log.Path));

        log.Lines = [];
        Assert.Equal(new ToolResult(2, "", "hypergraph: The log has no run.\n"), await ToolProcess.RunAsync("picture", log.Path));
    }
}
