using System.Diagnostics;
using Hypergraph.Documentation.Tests;

namespace Hypergraph.Publishing.Tests;

/// <summary>An application of the tests, published into a folder of its own.</summary>
internal sealed class PublishedApp(string project) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-publish-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Publishes it.</summary>
    /// <returns>What the command printed: nothing, unless there was a warning or an error.</returns>
    public async Task<string> PublishAsync(params string[] options)
    {
        Outcome outcome = await RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "tests", project), "-c", "Release", "-v", "quiet", "--nologo", "--use-current-runtime",
                "--artifacts-path", _folder.FullName, .. options,
            ]);
        return outcome.Output + outcome.Error + (outcome.ExitCode == 0 ? "" : $"exit code {outcome.ExitCode}");
    }

    /// <summary>Runs it.</summary>
    public Task<Outcome> RunAsync()
    {
        DirectoryInfo published = new(Path.Combine(_folder.FullName, "publish"));
        return RunAsync(published.EnumerateFiles(project, SearchOption.AllDirectories).Single().FullName, []);
    }

    /// <summary>Runs a program until it ends.</summary>
    public static async Task<Outcome> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }
}
