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
    public async Task Bash_Completes_the_word(string line, int word, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash.");
        string script = (await ToolProcess.RunAsync("completion", "bash")).Output;
        string[] words = line.Split(' ');
        string code = $"""
            hypergraph() {"{"} dotnet '{ToolProcess.Path}' "$@"; {"}"}
            {script}
            COMP_WORDS=({string.Join(' ', words)}); COMP_CWORD={word}; COMP_LINE='{line}'; COMP_POINT={line.Length}
            _hypergraph
            printf '%s\n' "{"${COMPREPLY[@]}"}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", code]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true })!;

        ToolResult result = await ToolProcess.EndAsync(bash);

        Assert.Equal(new ToolResult(0, $"{expected}\n", ""), result);
    }
}
