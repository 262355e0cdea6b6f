namespace Hypergraph.Documentation.Tests;

/// <summary>A page of docs.</summary>
internal static class Guide
{
    /// <summary>Asserts that a page has the error's message as a line.</summary>
    public static void Says(string page, Func<object> refused)
    {
        Exception error = Assert.ThrowsAny<Exception>(refused);
        Assert.Contains(error.Message, File.ReadAllLines(Path.Combine(Repository.Root, "docs", $"{page}.md")));
    }
}
