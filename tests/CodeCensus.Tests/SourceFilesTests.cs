namespace CodeCensus.Tests;

public sealed class SourceFilesTests
{
    [Fact]
    public void In_Leaves_out_hidden_folders_build_output_and_packages_And_keeps_a_fixed_order()
    {
        using var tree = SourceTree.WithEverything();
        tree.Write(".editorconfig", "root = true");

        IEnumerable<string> found = SourceFiles.In(tree.Folder, default).Select(path => Path.GetRelativePath(tree.Folder, path));

        Assert.Equal([".editorconfig", "lost.cs", "picture.png", Path.Combine("src", "Greeter.cs"), Path.Combine("tools", "guest_list.py")], found);
    }

    [Fact]
    public void In_Link_to_a_folder_Is_not_followed()
    {
        using var tree = new SourceTree();
        tree.Write("a/file.cs", "");
        tree.Link("a/up", "..");

        Assert.Equal([Path.Combine(tree.Folder, "a", "file.cs")], SourceFiles.In(tree.Folder, default));
    }

    [Fact]
    public void In_Folder_that_is_gone_Stands_for_itself()
    {
        string gone = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        Assert.Equal([gone], SourceFiles.In(gone, default));
    }
}
