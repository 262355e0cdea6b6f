using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>The readme of a package has no relative link, because a package page cannot resolve it.</summary>
public sealed partial class PackageReadmeTests
{
    [Fact]
    public async Task Links_Lead_to_the_repository()
    {
        string readme = await CreateAsync("-p:RepositoryUrl=https://github.com/owner/hypergraph.git", "-p:SourceRevisionId=abc");
        string source = Repository.Read("README.md");
        Assert.Equal(
            Link().Matches(source).Select(match => Expected(match.Groups["image"].Success, match.Groups["target"].Value)),
            Link().Matches(readme).Select(match => match.Groups["target"].Value));

        static string Expected(bool isImage, string target) => (isImage, target) switch
        {
            (_, ['h', 't', 't', 'p', ..]) => target,
            (true, _) => $"https://raw.githubusercontent.com/owner/hypergraph/abc/{target}",
            _ => $"https://github.com/owner/hypergraph/blob/abc/{target}",
        };
    }

    [Fact]
    public async Task Links_Become_text_without_a_repository()
    {
        string readme = await CreateAsync("-p:PublishRepositoryUrl=false");
        Assert.DoesNotMatch(@"\]\((?!https?://|#)", readme);
        Assert.Contains("Getting started", readme, StringComparison.Ordinal);
        Assert.Equal(Repository.Read("README.md").Split('\n').Length, readme.Split('\n').Length);
    }

    private static async Task<string> CreateAsync(params string[] properties)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("hypergraph").FullName, "README.md");
        try
        {
            var start = new ProcessStartInfo("dotnet",
            [
                "msbuild", Path.Combine(Repository.Root, "src", "Hypergraph", "Hypergraph.csproj"), "-t:CreatePackageReadme", "-nr:false", $"-p:PackageReadmePath={file}", .. properties,
            ])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using Process build = Process.Start(start)!;
            string output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await build.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(build.ExitCode == 0, output);
            return (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd('\n') + '\n';
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [GeneratedRegex(@"(?<image>!)?\[[^\]]*\]\((?<target>[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
