using System.Diagnostics;

namespace Hypergraph.Benchmarks;

/// <summary>
/// The time from the start of a process to what it shows first on a terminal, the sample's a frame with a bar in it: the
/// sample, published ReadyToRun, beside a console application that writes one character.
/// </summary>
internal sealed class Startup() : Comparison("startup")
{
    private static readonly string Root = FindRoot();

    public override TimeSpan Budget => TimeSpan.FromSeconds(2.5);

    public override Side[] CreateSides()
    {
        string sample = Publish("samples/CodeCensus");
        string empty = Publish("bench/EmptyApp");
        return [SideOf("first frame of the sample", $"{sample} {Path.Combine(Root, "src")}", shows: '━'), SideOf("empty console application", empty, shows: '.')];
    }

    private static Side SideOf(string name, string command, char shows) =>
        new(name, 1, () => new(new Outcome(0, TimeUntil(shows, command)))) { IsChecked = false };

    /// <summary>Runs a command on a pseudo terminal, which <c>script</c> makes, until it shows something there.</summary>
    private static TimeSpan TimeUntil(char shown, string command)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = StartProcess("script", "--quiet", "--return", "--command", command, "/dev/null");
        int read;
        do
        {
            read = process.StandardOutput.Read();
        }
        while (read >= 0 && read != shown);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return elapsed;
    }

    private static string Publish(string project)
    {
        string name = Path.GetFileName(project);
        string folder = Path.Combine(Root, "artifacts", "startup", name);
        using Process publish = StartProcess(
            "dotnet", "publish", Path.Combine(Root, project), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true", "-v", "q", "-o", folder);
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, name) : throw new InvalidOperationException($"{project} could not be published.\n{output}");
    }

    private static Process StartProcess(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hypergraph.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"Hypergraph.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}
