namespace CodeCensus.Tests;

public sealed class SourceFilesTests
{
    [Fact]
    public void In_LeavesOutHiddenFoldersBuildOutputAndPackages_AndKeepsAFixedOrder()
    {
        using var tree = SourceTree.WithEverything();
        tree.Write(".editorconfig", "root = true");

        IEnumerable<string> found = SourceFiles.In(tree.Folder, default).Select(path => Path.GetRelativePath(tree.Folder, path));

        Assert.Equal([".editorconfig", "lost.cs", "picture.png", Path.Combine("src", "Greeter.cs"), Path.Combine("tools", "guest_list.py")], found);
    }

    [Fact]
    public void In_LinkToAFolder_IsNotFollowed()
    {
        using var tree = new SourceTree();
        tree.Write("a/file.cs", "");
        tree.Link("a/up", "..");

        Assert.Equal([Path.Combine(tree.Folder, "a", "file.cs")], SourceFiles.In(tree.Folder, default));
    }

    [Fact]
    public void In_FolderThatIsGone_StandsForItself()
    {
        string gone = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        Assert.Equal([gone], SourceFiles.In(gone, default));
    }
}
