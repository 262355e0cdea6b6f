using System.Runtime.CompilerServices;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// Compares a text with the one that was accepted and is kept in a file. With the environment variable
/// HYPERGRAPH_ACCEPT=1 the file is written instead: read the difference before committing it.
/// </summary>
public static class AcceptedText
{
    /// <param name="path">The file, from the folder of this test project.</param>
    /// <param name="actual">The text.</param>
    /// <param name="sourceFile">Left to the compiler.</param>
    public static void AssertEqual(string path, string actual, [CallerFilePath] string sourceFile = "")
    {
        if (Environment.GetEnvironmentVariable("HYPERGRAPH_ACCEPT") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(sourceFile)!, "..", path), actual);
            return;
        }

        string copied = Path.Combine(AppContext.BaseDirectory, "Accepted", Path.GetFileName(path));
        Assert.True(File.Exists(copied), $"There is no accepted text '{path}' yet. Actual:\n{actual}");
        Assert.Equal(File.ReadAllText(copied), actual, ignoreLineEndingDifferences: true);
    }
}
