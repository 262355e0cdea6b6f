using Hypergraph.Progress;
using Spectre.Console.Testing;

namespace CodeCensus.Tests;

public sealed class CensusTests
{
    [Fact]
    public async Task Take_Files_of_two_languages_Counts_their_lines_names_and_words()
    {
        using var tree = SourceTree.WithEverything();

        Census census = await TakeAsync(tree);

        Assert.Equal(2, census.Files.Count);
        FileTally greeter = Assert.Single(census.Files, file => file.Language.Name == "C#");
        Assert.Equal(new LineCounts(Code: 4, Comment: 4, Blank: 2), greeter.Lines);
        Assert.Equal(10, greeter.NameCount);
        Assert.Equal(new Dictionary<string, int> { ["guest"] = 2, ["greeter"] = 1, ["greet"] = 1 }, greeter.Words);

        FileTally list = Assert.Single(census.Files, file => file.Language.Name == "Python");
        Assert.Equal(new LineCounts(Code: 2, Comment: 1, Blank: 1), list.Lines);
        Assert.Equal(3, list.NameCount);
        Assert.Equal(new Dictionary<string, int> { ["guest"] = 2, ["count"] = 2 }, list.Words);
    }

    [Fact]
    public async Task Take_Binary_file_Is_skipped_and_counted()
    {
        using var tree = SourceTree.WithEverything();

        Census census = await TakeAsync(tree);

        Assert.Equal(1, census.BinaryCount);
    }

    [Fact]
    public async Task Take_File_that_cannot_be_read_Is_named_and_the_others_are_counted()
    {
        using var tree = SourceTree.WithEverything();

        Census census = await TakeAsync(tree);

        UnreadFile lost = Assert.Single(census.Unread);
        Assert.Equal("lost.cs", lost.Path);
        Assert.Equal($"Could not find file '{Path.Combine(tree.Folder, "lost.cs")}'.", lost.Reason);
    }

    [Fact]
    public async Task Take_Only_files_that_cannot_be_read_Names_them_all()
    {
        using var tree = new SourceTree();
        tree.Link("b", "b");
        tree.Link("a", "nowhere");

        Census census = await TakeAsync(tree);

        Assert.Empty(census.Files);
        Assert.Equal(["a", "b"], census.Unread.Select(file => file.Path));
    }

    [Fact]
    public async Task Take_Empty_folder_Finds_nothing()
    {
        using var tree = new SourceTree();

        Census census = await TakeAsync(tree);

        Assert.Empty(census.Files);
        Assert.Equal(0, census.BinaryCount);
        Assert.Empty(census.Unread);
    }

    [Fact]
    public async Task Take_Cancelled_Throws()
    {
        using var tree = SourceTree.WithEverything();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TakeAsync(tree, new CancellationToken(canceled: true)));
    }

    private static async Task<Census> TakeAsync(SourceTree tree, CancellationToken cancellationToken = default)
    {
        using var console = new TestConsole();
        using var progress = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = ProgressMode.Plain });
        return await Census.TakeAsync(tree.Folder, [progress], stored: null, cancellationToken);
    }
}
