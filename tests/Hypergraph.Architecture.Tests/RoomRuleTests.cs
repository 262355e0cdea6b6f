using System.Xml.Linq;

namespace Hypergraph.Architecture.Tests;

/// <summary>Each rule refuses a project that violates it, and says where.</summary>
public sealed class RoomRuleTests
{
    /// <summary>Three folders; arrows from Live over Frames to Model.</summary>
    private static readonly (string Path, string Text)[] Good =
    [
        ("Facade.cs", "namespace P; public class Facade { private readonly P.Live.Screen _screen = new(); }"),
        ("Live/Screen.cs", "using P.Frames; namespace P.Live; internal class Screen { public Frame Draw(Row row) => new() { Row = row }; }"),
        ("Frames/Frame.cs", "namespace P.Frames; internal class Frame { public required Row Row { get; init; } }"),
        ("Model/Row.cs", "namespace P; public record Row(int Width) { public const int MaxWidth = 80; }"),
    ];

    private static readonly string[] List = ["(root) -> Live", "Frames -> Model", "Live -> Frames, Model", "Model ->"];

    [Fact]
    public void Good_project_Violates_no_rule()
    {
        ProjectRooms rooms = ProjectRooms.Parse("P", Good);
        Assert.All(
            [RoomRules.Cycles(rooms), RoomRules.Sizes(rooms), RoomRules.Arrows(rooms, List), RoomRules.Namespaces(rooms), RoomRules.Names(rooms)],
            Assert.Null);
    }

    [Theory]
    [InlineData("internal static class Sizes { public static int Of(object screen) => ((P.Live.Screen)screen).GetHashCode(); }")]
    [InlineData("internal class Sizes(P.Live.Screen screen) { public override string ToString() => $\"{screen}\"; }")]
    [InlineData("internal class Sizes : P.Live.Screen;")]
    [InlineData("internal class Sizes { private readonly List<P.Live.Screen> _all = []; }")]
    [InlineData("[P.Live.Screen] internal class Sizes;")]
    [InlineData("internal class Sizes { private const string Name = nameof(P.Live.Screen); }")]
    [InlineData("internal delegate void Sizes(P.Live.Screen screen);")]
    public void Cycle_Is_refused_with_the_uses_that_make_it(string code)
    {
        // An attribute, so that one of the samples can be one.
        string screen = Good[1].Text.Replace("class Screen", "class Screen : Attribute", StringComparison.Ordinal);
        ProjectRooms rooms = ProjectRooms.Parse("P", [Good[0], ("Live/Screen.cs", screen), .. Good[2..], ("Model/Sizes.cs", $"namespace P.Model; {code}")]);
        Assert.Equal(
            """
            P: the folders Frames, Live, Model use each other in a cycle. Move a type, or make one direction an interface:
              Live -> Frames: Live/Screen.cs uses Frame
              Live -> Model: Live/Screen.cs uses Row
              Frames -> Model: Frames/Frame.cs uses Row
              Model -> Live: Model/Sizes.cs uses Screen
            """,
            RoomRules.Cycles(rooms));
    }

    [Theory]
    [InlineData("internal class Wide { public int Width => Row.MaxWidth; }", "Row")]
    [InlineData("internal class Wide { public object Copy(object o) => o is Row { Width: > 3 } ? 1 : 2; }", "Row")]
    [InlineData("internal class Wide { public static P.Row Make() { return new(1); } }", "Row")]
    [InlineData("internal class Wide { public int Of(P.Live.Screen s) { var frame = s.Draw(null!); return frame.Row.Width; } }", "Frame,Row,Screen")]
    public void Uses_Are_found_in_all_kinds_of_code(string code, string types)
    {
        ProjectRooms rooms = ProjectRooms.Parse("P", [.. Good, ("Text/Wide.cs", $"namespace P.Text; {code}")]);
        Assert.Equal(types.Split(','), rooms.Uses.Where(use => use.From == "Text").Select(use => use.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Types_In_comments_and_usings_Are_no_uses()
    {
        ProjectRooms rooms = ProjectRooms.Parse("P", [.. Good, ("Text/Wide.cs", "using P.Live; namespace P.Text; /// <summary><see cref=\"Screen\"/></summary>\ninternal class Wide;")]);
        Assert.DoesNotContain(rooms.Uses, use => use.From == "Text");
    }

    [Fact]
    public void Large_folder_Is_refused()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 16).Select(i => ($"Model/Part{i}.cs", $"namespace P.Model; internal class Part{i};"))];
        Assert.Null(RoomRules.Sizes(ProjectRooms.Parse("P", files[1..])));
        Assert.Equal(
            "P: a folder has at most 15 files, but there are more in Model (16). Divide it by what its files are about.",
            RoomRules.Sizes(ProjectRooms.Parse("P", files)));
    }

    [Fact]
    public void Arrow_That_is_not_on_the_list_Is_refused() => Assert.Equal(
        """
        P: docs/rooms/P.txt does not allow
          Live -> Model: Live/Screen.cs uses Row
        Move the type, or the code that uses it. If the change is intended, run docs/rooms/update.sh and review what it changes.
        """,
        RoomRules.Arrows(ProjectRooms.Parse("P", Good), ["(root) -> Live", "Frames -> Model", "Live -> Frames", "Model ->"]));

    [Fact]
    public void List_With_more_than_the_code_Is_refused() => Assert.Equal(
        """
        P: docs/rooms/P.txt differs from the code.
        In the list: (root) -> Live, Model; Old ->
        In the code: (root) -> Live
        If the change is intended, run docs/rooms/update.sh and review what it changes.
        """,
        RoomRules.Arrows(ProjectRooms.Parse("P", Good), ["(root) -> Live, Model", .. List[1..], "Old ->"]));

    [Fact]
    public void Namespace_Of_another_folder_Is_refused() => Assert.Equal(
        """
        P: change the namespaces of
          Live/Output/Writer is in P.Live, but belongs in P.Live.Output
          Model/Column is in P.Model, but belongs in P
          Hosting/Relay is in P, but belongs in P.Hosting
          Helper is in P.Helpers, but belongs in P
          HiddenExtensions is in Microsoft.Extensions.DependencyInjection, but belongs in P
          Live/LiveExtensions is in Microsoft.Extensions.DependencyInjection, but belongs in P
          Setup is in Microsoft.Extensions.DependencyInjection, but belongs in P
        """,
        RoomRules.Namespaces(ProjectRooms.Parse(
            "P",
            [
                .. Good,
                ("Live/Output/Writer.cs", "namespace P.Live; internal interface Writer;"),
                ("Model/Column.cs", "namespace P.Model; public enum Column { Name }"),
                ("Hosting/Relay.cs", "namespace P; public delegate void Relay();"),
                ("Helper.cs", "namespace P.Helpers; internal class Helper;"),
                ("PExtensions.cs", "namespace Microsoft.Extensions.DependencyInjection; public static class PExtensions;"),
                ("HiddenExtensions.cs", "namespace Microsoft.Extensions.DependencyInjection; internal static class HiddenExtensions;"),
                ("Live/LiveExtensions.cs", "namespace Microsoft.Extensions.DependencyInjection; public static class LiveExtensions;"),
                ("Setup.cs", "namespace Microsoft.Extensions.DependencyInjection; public static class Setup;"),
            ])));

    [Fact]
    public void Reference_That_the_table_does_not_have_Is_refused()
    {
        const string LockFile =
            """
            {
              "version": 2,
              "dependencies": {
                "net10.0": {
                  "Meziantou.Analyzer": { "type": "Direct" },
                  "Polly.Core": { "type": "Direct" },
                  "System.IO.Hashing": { "type": "Transitive" },
                  "p.core": { "type": "Project" }
                }
              }
            }
            """;
        const string Document = "| project | is | depends on |\n| `src/P` | rooms | P.Core, Polly.Core |\n| `src/Q` | rooms | P.Other, Polly.Core |\n| `src/R` | rooms | – |";
        string[] actual = ProjectDependencies.Read(LockFile, ["P.Core", "P"]);

        Assert.Equal(["P.Core", "Polly.Core"], actual);
        Assert.Null(RoomRules.Dependencies("P", actual, ProjectDependencies.ReadTable(Document, "P")));
        Assert.Equal(
            """
            Q differs from the table of packages in docs/architecture.md. It
              references P.Core
              does not reference P.Other
            Remove the reference. If it is intended, correct the table.
            """,
            RoomRules.Dependencies("Q", actual, ProjectDependencies.ReadTable(Document, "Q")));
        Assert.Empty(ProjectDependencies.ReadTable(Document, "R"));
        Assert.Equal(
            "docs/architecture.md has no row for `src/S` in the table of packages. Add it.",
            Assert.Throws<InvalidOperationException>(() => ProjectDependencies.ReadTable(Document, "S")).Message);
    }

    [Theory]
    [InlineData("../Hypergraph/Nodes/Naming/NameList.cs", true)]
    [InlineData("../Hypergraph/Nodes/*.cs", false)]
    [InlineData("../Hypergraph.Caching/Keys/KeyHasher.cs", false)]
    [InlineData("../Hypergraph/../Hypergraph.Caching/Keys/KeyHasher.cs", false)]
    public void Linked_file_Is_one_of_the_core(string path, bool isAllowed) => Assert.Equal(
        isAllowed ? null : $"P: a project compiles single files of ../Hypergraph/ beside its own. Remove\n  {path}",
        RoomRules.LinkedFiles("P", XDocument.Parse($"<Project><ItemGroup><Compile Include=\"{path}\" /></ItemGroup></Project>")));

    [Fact]
    public void Condition_of_the_compiler_Is_refused() => Assert.Equal(
        """
        P: code in #if is not checked. Decide at run time, or move it to a file of its own that the project file includes:
          Model/Part.cs(2): #if NET
        """,
        RoomRules.Conditions(ProjectRooms.Parse("P", ("Model/Part.cs", "namespace P.Model;\n#if NET\ninternal class Part;\n#endif"))));

    [Fact]
    public void Unknown_name_Is_refused() => Assert.Equal(
        """
        P: names are not known here. Build the project, and reference it from tests/Hypergraph.Architecture.Tests:
          Model/Part.cs(2): The type or namespace name 'Missing' could not be found (are you missing a using directive or an assembly reference?)
        """,
        RoomRules.Names(ProjectRooms.Parse("P", ("Model/Part.cs", "namespace P.Model;\ninternal class Part(Missing other) { public override string ToString() => $\"{other}\"; }"))));

    [Fact]
    public void Stale_picture_Is_refused()
    {
        ProjectRooms rooms = ProjectRooms.Parse("P", Good);
        const string Picture =
            """
            ```mermaid
            flowchart BT
              r0["(root) · 1"]
              r1["Frames · 1"]
              r2["Live · 1"]
              r3["Model · 1"]
              r0 --> r2
              r1 --> r3
              r2 --> r1
            ```
            """;
        string document = $"Before\n<!-- rooms P -->\n{Picture}\n<!-- end of rooms P -->\nafter";
        Assert.Equal(Picture, RoomPicture.Draw(rooms));
        Assert.Null(RoomRules.Picture(rooms, document));
        Assert.Equal(
            "The picture of P in docs/architecture.md differs from the code. If the change is intended, run docs/rooms/update.sh and review what it changes.",
            RoomRules.Picture(rooms, document.Replace("Live · 1", "Live · 2", StringComparison.Ordinal)));
        Assert.Equal(
            "docs/architecture.md has no markers '<!-- rooms P -->' and '<!-- end of rooms P -->' for the picture of P. Add them.",
            Assert.Throws<InvalidOperationException>(() => RoomRules.Picture(rooms, "Before")).Message);
    }
}
