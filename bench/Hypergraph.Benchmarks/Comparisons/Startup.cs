using System.Diagnostics;

namespace Hypergraph.Benchmarks;

/// <summary>
/// The time from the start of a process to what it shows first on a terminal, the sample's a frame with a bar in it: the
/// sample, published ReadyToRun, beside a console application that writes one character. And the time to the first line of the application of the tests that can
/// be compiled ahead of time, compiled so, beside the same published ReadyToRun: the functions of the sample have value types, whose nodes need code at run time.
/// </summary>
internal sealed class Startup() : Comparison("startup")
{
    private static readonly string Root = FindRoot();

    public override TimeSpan Budget => TimeSpan.FromSeconds(2.5);

    public override Side[] CreateSides()
    {
        string ahead = Publish("tests/Hypergraph.AotApp", "aot", "-p:PublishAot=true", $"-p:CppCompilerAndLinker={(IsInstalled("clang") ? "clang" : "gcc")}");
        string readyToRun = Publish("tests/Hypergraph.AotApp");
        return
        [
            SideOf("first frame of the sample", SampleCommand, shows: '━'),
            SideOf("empty console application", Empty, shows: '.'),
            SideOf("first line of an application compiled ahead of time", ahead, shows: '/'),
            SideOf("the same ReadyToRun", readyToRun, shows: '/'),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) => [Ratio.Of(Name, readings[0], readings[1]), Ratio.Of($"{Name}_aot", readings[2], readings[3])];

    public override async Task<IReadOnlyList<Ratio>> MeasureAsync()
    {
        IReadOnlyList<Ratio> times = await base.MeasureAsync();
        string counts = $"methods compiled until the end: {MethodsCompiledBy(SampleCommand)}, of the empty console application {MethodsCompiledBy(Empty)}";
        return [.. times, new Ratio(Name, OursNanoseconds: null, counts, OtherNanoseconds: null, Value: null, OursBytes: 0)];
    }

    private string SampleCommand => $"{field ??= Publish("samples/CodeCensus")} {Path.Combine(Root, "src")}";

    private string Empty => field ??= Publish("bench/EmptyApp");

    /// <summary>Runs a command to its end on a pseudo terminal, and counts what the JIT compiler has compiled.</summary>
    private static int MethodsCompiledBy(string command)
    {
        string list = Path.GetTempFileName();
        using Process process = StartProcess("script", "--quiet", "--return", "--command", $"DOTNET_JitStdOutFile={list} DOTNET_JitDisasmSummary=1 {command}", "/dev/null");
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        int count = File.ReadLines(list).Count();
        File.Delete(list);
        return count;
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

    private static string Publish(string project) => Publish(project, "r2r", "--no-self-contained", "-p:PublishReadyToRun=true");

    private static string Publish(string project, string how, params string[] options)
    {
        string name = Path.GetFileName(project);
        string folder = Path.Combine(Root, "artifacts", "startup", how, name);
        using Process publish = StartProcess(
            "dotnet", ["publish", Path.Combine(Root, project), "-c", "Release", "--use-current-runtime", "-v", "q", "-o", folder, "--artifacts-path", folder + "-build", .. options]);
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, name) : throw new InvalidOperationException($"{project} could not be published.\n{output}");
    }

    private static Process StartProcess(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static bool IsInstalled(string program) =>
        Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, program)));

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
