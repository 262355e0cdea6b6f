using System.Runtime.CompilerServices;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// Compares a text with the one that was accepted and is kept in a file. With the environment variable
/// HYPERGRAPH_ACCEPT=1 the file is written instead: read the difference before committing it.
/// </summary>
public static class AcceptedText
{
    private static bool IsAccepting => Environment.GetEnvironmentVariable("HYPERGRAPH_ACCEPT") == "1";

    /// <param name="path">The file, from the folder of this test project.</param>
    /// <param name="actual">The text.</param>
    /// <param name="sourceFile">Left to the compiler.</param>
    public static void AssertEqual(string path, string actual, [CallerFilePath] string sourceFile = "")
    {
        if (IsAccepting)
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(sourceFile)!, "..", path), actual);
            return;
        }

        Assert.True(File.Exists(CopyOf(path)), $"There is no accepted text '{path}' yet. Actual:\n{actual}");
        Assert.Equal(File.ReadAllText(CopyOf(path)), actual, ignoreLineEndingDifferences: true);
    }

    /// <summary>As <see cref="AssertEqual"/>, of what is looked at in a terminal, where one look may come in the middle of a frame.</summary>
    /// <param name="path">The file, from the folder of this test project.</param>
    /// <param name="look">Looks.</param>
    /// <param name="sourceFile">Left to the compiler.</param>
    public static async Task AssertComesAsync(string path, Func<Task<string>> look, [CallerFilePath] string sourceFile = "")
    {
        string actual = await look();
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!IsAccepting && File.Exists(CopyOf(path)) && actual != File.ReadAllText(CopyOf(path)) && !guard.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
            actual = await look();
        }

        AssertEqual(path, actual, sourceFile);
    }

    private static string CopyOf(string path) => Path.Combine(AppContext.BaseDirectory, "Accepted", Path.GetFileName(path));
}
