namespace Hypergraph.Documentation.Tests;

/// <summary>A page of docs.</summary>
internal static class Guide
{
    /// <summary>Asserts that a page has the error's message as a line.</summary>
    public static void Says(string page, Func<object> refused) => Has(page, Assert.ThrowsAny<Exception>(refused));

    /// <summary>Asserts that a page has the error's message as a line.</summary>
    public static async Task SaysAsync(string page, Func<Task> refused) => Has(page, await Assert.ThrowsAnyAsync<Exception>(refused));

    private static void Has(string page, Exception error) => Assert.True(
        File.ReadAllLines(Path.Combine(Repository.Root, "docs", $"{page}.md")).Contains(error.Message),
        $"docs/{page}.md has no line '{error.Message}'");
}
