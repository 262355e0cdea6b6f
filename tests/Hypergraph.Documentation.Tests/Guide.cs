namespace Hypergraph.Documentation.Tests;

/// <summary>A page of docs.</summary>
internal static class Guide
{
    /// <summary>Asserts that a page has the error's message as a line.</summary>
    public static void Says(string page, Func<object> refused) => Has(page, Assert.ThrowsAny<Exception>(refused));

    /// <summary>Asserts that a page has the error's message as a line.</summary>
    public static async Task SaysAsync(string page, Func<Task> refused) => Has(page, await Assert.ThrowsAnyAsync<Exception>(refused));

    /// <summary>Asserts that a page has the picture after the comment with its name. With the variable <c>HYPERGRAPH_UPDATE_PICTURES</c>, writes it there.</summary>
    /// <param name="page">The path of the page.</param>
    /// <param name="name">The name in the comment.</param>
    /// <param name="picture">The text for Mermaid.</param>
    public static void Shows(string page, string name, string picture)
    {
        const string End = "```\n";
        string start = $"<!-- picture {name} -->\n```mermaid\n";
        string text = Repository.Read(page);
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        Assert.True(from >= start.Length, $"{page} has no place for the picture '{name}'.");
        int to = text.IndexOf(End, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("HYPERGRAPH_UPDATE_PICTURES") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, page), string.Concat(text.AsSpan(0, from), picture, text.AsSpan(to)));
            return;
        }

        Assert.True(text[from..to] == picture, $"The picture '{name}' in {page} is not current. Run docs/update-pictures.sh, and review the change. It is now:\n{picture}");
    }

    private static void Has(string page, Exception error) => Assert.True(
        File.ReadAllLines(Path.Combine(Repository.Root, "docs", $"{page}.md")).Contains(error.Message),
        $"docs/{page}.md has no line '{error.Message}'");
}
