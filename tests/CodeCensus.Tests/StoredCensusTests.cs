using System.Diagnostics;
using Hypergraph;
using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;
using Hypergraph.Tool.Tests;

namespace CodeCensus.Tests;

/// <summary>A census in a store, whose process is killed.</summary>
public sealed class StoredCensusTests
{
    private const int Files = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    public async Task Killed_census_That_starts_again_Reports_as_an_undisturbed_one_And_reads_no_counted_file_again(int records)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        using SourceTree tree = await CreateTreeAsync();
        using var stores = new SourceTree();
        string store = Path.Combine(stores.Folder, "runs.db");
        ToolResult undisturbed = await RunAsync(tree.Folder, "--store", Path.Combine(stores.Folder, "undisturbed.db"), "--id", "nightly");
        string last = Path.Combine(tree.Folder, "file0.cs");
        string content = await File.ReadAllTextAsync(last);
        await ReplaceByPipeAsync(last);
        await KillAsync(tree.Folder, store, records);
        File.Delete(last);
        await File.WriteAllTextAsync(last, content);
        string[] counted = await CountedAsync(tree.Folder, store);
        Array.ForEach(counted, File.Delete);

        ToolResult resumed = await RunAsync(tree.Folder, "--store", store, "--id", "nightly");
        ToolResult again = await RunAsync(tree.Folder, "--store", store, "--id", "nightly");

        Assert.Equal(0, undisturbed.ExitCode);
        Assert.InRange(counted.Length, records > 1 ? 1 : 0, Files - 1);
        Assert.Equal((0, undisturbed.Output), (resumed.ExitCode, resumed.Output));
        Assert.Equal((0, undisturbed.Output), (again.ExitCode, again.Output));
        (int restored, int total) = StepsOf(resumed.Error);
        Assert.InRange(restored, counted.Length, total - 1);

        // Nodes that run graphs are not stored themselves: what they contain is.
        Assert.Equal((total - (2 * Files), total), StepsOf(again.Error));
    }

    [Fact]
    public async Task Census_Of_another_folder_With_the_same_id_Is_refused()
    {
        using SourceTree tree = SourceTree.WithEverything();
        using var stores = new SourceTree();
        string store = Path.Combine(stores.Folder, "runs.db");
        await RunAsync(tree.Folder, "--store", store, "--id", "nightly");

        ToolResult refused = await RunAsync(stores.Folder, "--store", store, "--id", "nightly");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("CodeCensus: Run 'nightly/files' was stored with other values of 'folder'.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_Without_an_id_Is_refused()
    {
        ToolResult refused = await RunAsync("--store", "runs.db");

        Assert.Equal(new ToolResult(2, "", "CodeCensus: --store and --id need each other. Try --help.\n"), refused);
    }

    private static async Task<SourceTree> CreateTreeAsync()
    {
        var tree = new SourceTree();
        for (int i = 0; i < Files; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, $"file{i}.cs"), $"// One of many.\nclass GuestGreeter{i} {{ int guestCount; }}\n");
        }

        return tree;
    }

    /// <summary>Replaces a file by a pipe to which nothing writes, so that a census of it does not end.</summary>
    private static async Task ReplaceByPipeAsync(string path)
    {
        File.Delete(path);
        using var pipe = Process.Start("mkfifo", [path]);
        await pipe.WaitForExitAsync();
        Assert.Equal(0, pipe.ExitCode);
    }

    /// <summary>Starts the census, and kills it when its store has so many records.</summary>
    private static async Task KillAsync(string folder, string store, int records)
    {
        using Process process = Start(folder, "--store", store, "--id", "nightly");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (!process.HasExited && await RecordCountAsync(store) < records)
        {
            await Task.Delay(10);
        }

        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
    }

    private static async Task<int> RecordCountAsync(string store)
    {
        if (!File.Exists(store))
        {
            return 0;
        }

        try
        {
            await using SqliteRunStore opened = await SqliteRunStore.OpenAsync(store);
            return await opened.ReadAsync("nightly", CancellationToken.None).CountAsync();
        }
        catch (RunStoreException)
        {
            // The process has just created the file.
            return 0;
        }
    }

    /// <summary>The files whose census is in the store.</summary>
    private static async Task<string[]> CountedAsync(string folder, string store)
    {
        string[] paths = [.. SourceFiles.In(folder, CancellationToken.None)];
        await using SqliteRunStore opened = await SqliteRunStore.OpenAsync(store);
        RunDetails details = await opened.InspectAsync("nightly");
        return [.. paths.Where((_, index) => details.Executions.Any(execution => execution.Key == $"[{index}]/tally"))];
    }

    private static async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await errors);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Census).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>The numbers in <c>restored 1,204 of 3,001 steps</c>.</summary>
    private static (int Restored, int Total) StepsOf(string errors)
    {
        string[] words = errors.Split('\n').Single(line => line.StartsWith("restored ", StringComparison.Ordinal)).Split(' ');
        return (Parse(words[1]), Parse(words[3]));
    }

    private static int Parse(string number) => int.Parse(number, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
