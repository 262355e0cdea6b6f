using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Hypergraph.Documentation.Tests;

namespace Hypergraph.Samples.Tests;

/// <summary>Each numbered sample that ends by itself writes what its <c>output.txt</c> shows.</summary>
public sealed partial class NumberedSampleTests
{
    private const string Prompt = "$ dotnet run";

    public static TheoryData<string> Samples => [.. Directory
        .EnumerateDirectories(Path.Combine(Repository.Root, "samples"))
        .Select(folder => Path.GetFileName(folder))
        .Where(name => char.IsAsciiDigit(name[0]))
        .Order(StringComparer.Ordinal)];

    /// <summary>All but the web service, which has tests of its own.</summary>
    public static TheoryData<string> Programs => [.. Samples.Select(row => row.Data).Where(name => name != "09-web-service")];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Sample_Writes_the_output_beside_it(string sample)
    {
        string expected = Repository.Read($"samples/{sample}/output.txt");
        string folder = Directory.CreateTempSubdirectory("hypergraph-samples-").FullName;
        try
        {
            // A sample of several processes shows its commands.
            string[] commands = [.. expected.Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))];
            var output = new StringBuilder(commands.Length == 0 ? await RunAsync(sample, folder, []) : string.Empty);
            foreach (string command in commands)
            {
                string[] arguments = command[Prompt.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                output.Append(command).Append('\n').Append(await RunAsync(sample, folder, arguments is ["--", .. var rest] ? rest : arguments));
            }

            Assert.Equal(expected, output.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Index_Names_the_sample(string sample) => Assert.Contains($"]({sample})", Repository.Read("samples/README.md"), StringComparison.Ordinal);

    /// <summary>Runs the program of a sample.</summary>
    /// <returns>What it wrote.</returns>
    private static async Task<string> RunAsync(string sample, string folder, string[] arguments)
    {
        string assembly = AssemblyName().Match(Repository.Read($"samples/{sample}/{sample}.csproj")).Groups["name"].Value;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        using Process program = Process.Start(start)!;
        program.StandardInput.Close();
        Task<string> errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(program.ExitCode == 0, await errors);
        return output.ReplaceLineEndings("\n");
    }

    [GeneratedRegex("<AssemblyName>(?<name>.*)</AssemblyName>", RegexOptions.ExplicitCapture)]
    private static partial Regex AssemblyName();
}
