namespace Hypergraph.Documentation.Tests;

/// <summary>The error messages that the README shows are those that come.</summary>
public sealed class ReadmeMessageTests
{
    [Fact]
    public void Message_Of_a_type_mismatch_Is_shown_as_it_comes()
    {
        var words = Node.Create((string text) => text.Split(' '), output: "words", name: "words");
        var count = Node.Create((int[] words) => words.Length, output: "count", name: "count");
        Exception error = Assert.Throws<GraphConfigurationException>(() => new Graph("stats", [words, count]));
        Assert.Contains(error.Message, Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_Of_an_unknown_input_Is_shown_as_it_comes()
    {
        var stats = new Graph("stats",
        [
            Node.Create((string text) => text.Split(' '), output: "words"),
            Node.Create((string[] words, int top = 2) => words.Take(top).ToArray(), output: "longest"),
        ]);
        Exception error = Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(stats, ("txet", "a b"), ("text", "a b")));
        Assert.Contains(error.Message, Repository.Read("README.md"), StringComparison.Ordinal);
    }
}
