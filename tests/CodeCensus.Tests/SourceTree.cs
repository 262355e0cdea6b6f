namespace CodeCensus.Tests;

/// <summary>A folder with known files, deleted at the end of a test.</summary>
internal sealed class SourceTree : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("census-").FullName;

    /// <summary>Two languages, a binary file, a link to nothing, and what is to be left out.</summary>
    public static SourceTree WithEverything()
    {
        var tree = new SourceTree();
        tree.Write("src/Greeter.cs", """
            // Says hello.
            /* It has
               two lines, and

               a blank one. */
            public class GuestGreeter
            {

                public string GreetGuest(string name) => name; // polite
            }

            """);
        tree.Write("tools/guest_list.py", "# The list.\n\nguest_count = 3\nprint(guest_count)\n");
        tree.Write("picture.png", "PNG\0\u0001");
        tree.Write("bin/Built.cs", "class Built;");
        tree.Write("obj/Made.cs", "class Made;");
        tree.Write("web/node_modules/dependency.js", "let x;");
        tree.Write(".git/config", "[core]");
        tree.Link("lost.cs", "nowhere");
        return tree;
    }

    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(Folder, path), target);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
