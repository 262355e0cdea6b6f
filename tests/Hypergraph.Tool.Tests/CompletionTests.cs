using System.Diagnostics;

namespace Hypergraph.Tool.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Script_Calls_the_directive(string shell)
    {
        ToolResult result = await ToolProcess.RunAsync("completion", shell);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hypergraph wa", 1, "watch")]
    [InlineData("hypergraph re", 1, "replay")]
    [InlineData("hypergraph replay --sp", 2, "--speed")]
    [InlineData("hypergraph completion z", 2, "zsh")]
    [InlineData("hypergraph stats ", 2, "my log.jsonl\nrun.jsonl")]
    [InlineData("hypergraph stats r", 2, "run.jsonl")]
    [InlineData("hypergraph stats m", 2, "my log.jsonl")]
    [InlineData("hypergraph stats --j", 2, "--json")]
    [InlineData("hypergraph replay --speed 2 ", 4, "my log.jsonl\nrun.jsonl")]
    [InlineData("hypergraph replay --speed ", 3, "")]
    [InlineData("hypergraph replay --speed r", 3, "")]
    [InlineData("hypergraph diff run.jsonl r", 3, "run.jsonl")]
    [InlineData("hypergraph diff run.jsonl run.jsonl r", 4, "")]
    [InlineData("hypergraph explain run.jsonl r", 3, "")]
    [InlineData("hypergraph completion r", 2, "")]
    [InlineData("hypergraph r", 1, "replay\nrows\nruns")]
    public async Task Bash_Completes_the_word(string line, int word, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash.");
        using var log = new TempLog();
        log.Lines = [];
        string folder = Path.GetDirectoryName(log.Path)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "my log.jsonl"), "", TestContext.Current.CancellationToken);
        string script = (await ToolProcess.RunAsync("completion", "bash")).Output;
        string[] words = line.Split(' ');
        string code = $"""
            hypergraph() {"{"} dotnet '{ToolProcess.Path}' "$@"; {"}"}
            {script}
            COMP_WORDS=({string.Join(' ', words.Select(text => $"'{text}'"))}); COMP_CWORD={word}; COMP_LINE='{line}'; COMP_POINT={line.Length}
            _hypergraph
            printf '%s\n' "{"${COMPREPLY[@]}"}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", code]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true })!;

        ToolResult result = await ToolProcess.EndAsync(bash);

        Assert.Equal(new ToolResult(0, $"{expected}\n", ""), result);
    }
}
