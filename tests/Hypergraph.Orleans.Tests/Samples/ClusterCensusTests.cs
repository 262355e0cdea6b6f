using System.Diagnostics;

namespace Hypergraph.Orleans.Tests.Samples;

/// <summary>The sample as users start it.</summary>
public sealed class ClusterCensusTests
{
    [Fact]
    public async Task Program_With_kill_Reports_the_same_as_without()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hypergraph-census-");
        try
        {
            for (int i = 0; i < 120; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"File{i}.cs"), $"// A file.\nclass Name{i}\n{{\n    int OtherName => {i};\n}}\n");
            }

            string whole = await RunAsync(folder.FullName);
            string killed = await RunAsync("--kill", folder.FullName);

            Assert.Contains("120 text files, 0 binary files skipped, 0 files not read.", whole, StringComparison.Ordinal);
            Assert.Equal(ReportOf(whole), ReportOf(killed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ReportOf(string output) => output[output.IndexOf('╭', StringComparison.Ordinal)..];

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ClusterCensus.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
