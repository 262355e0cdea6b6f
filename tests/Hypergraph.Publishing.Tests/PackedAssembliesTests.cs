using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Hypergraph.Documentation.Tests;

namespace Hypergraph.Publishing.Tests;

public sealed class PackedAssembliesTests : IDisposable
{
    private static readonly string[] Packed = ["Hypergraph", "Hypergraph.Progress"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-packages-");

    private string Feed => Path.Combine(_folder.FullName, "feed");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Pack_ReadyToRun_Packages_have_a_compiled_assembly_that_a_program_loads()
    {
        foreach (string project in Packed)
        {
            Outcome packed = await PublishedApp.RunAsync(
                "dotnet",
                ["pack", Path.Combine(Repository.Root, "src", project), "-c", "Release", "-v", "quiet", "--nologo", "-p:PackReadyToRun=true", "-p:RunAnalyzers=false", "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"), "-o", Feed]);
            Assert.Equal(new Outcome(0, "", ""), packed);
        }

        Assert.All(Packed, project =>
        {
            string portable = $"lib/net10.0/{project}.dll";
            Assert.False(IsReadyToRun(project, portable));
            Assert.True(IsReadyToRun(project, $"runtimes/{Runtime}/{portable}"));
        });
        Outcome run = await RunProgramAsync();

        Assert.Equal("", run.Error);
        string[] loaded = run.Output.Trim().Split('\n');
        Assert.All(Packed.Zip(loaded), pair => Assert.EndsWith($"runtimes/{Runtime}/lib/net10.0/{pair.First}.dll", pair.Second.Replace('\\', '/'), StringComparison.Ordinal));
    }

    /// <summary>The platform without its version: what the packages are compiled for.</summary>
    private static string Runtime => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private bool IsReadyToRun(string project, string assembly)
    {
        string package = Directory.EnumerateFiles(Feed, $"{project}.?.*.nupkg").Single();
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream packed = Assert.IsType<ZipArchiveEntry>(archive.GetEntry(assembly)).Open();
        using var image = new MemoryStream();
        packed.CopyTo(image);
        image.Position = 0;
        using var reader = new PEReader(image);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    /// <summary>Builds a program that references the packages, and runs it: it prints from where it has loaded them.</summary>
    private async Task<Outcome> RunProgramAsync()
    {
        string program = Directory.CreateDirectory(Path.Combine(_folder.FullName, "program")).FullName;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(
            Path.Combine(program, "program.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(_folder.FullName, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{packages}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Hypergraph.Progress" Version="*-*" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(
            Path.Combine(program, "Program.cs"),
            """
            System.Console.WriteLine(typeof(Hypergraph.Graph).Assembly.Location);
            System.Console.WriteLine(typeof(Hypergraph.Progress.RichProgressProcessor).Assembly.Location);
            """);
        Outcome built = await PublishedApp.RunAsync("dotnet", ["build", program, "-v", "quiet", "--nologo", "-o", Path.Combine(program, "out")]);
        Assert.True(built.ExitCode == 0, built.Output);
        return await PublishedApp.RunAsync("dotnet", [Path.Combine(program, "out", "program.dll")]);
    }
}
