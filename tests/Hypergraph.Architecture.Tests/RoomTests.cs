using System.Xml.Linq;

namespace Hypergraph.Architecture.Tests;

/// <summary>
/// The rooms of the projects under <c>src/</c>: folders with few files, arrows in one direction, and namespaces that show them.
/// <c>docs/rooms/update.sh</c> writes the lists and the pictures after a change.
/// </summary>
public class RoomTests
{
    private const int MaxFiles = 15;
    private const string Update = "If the change is intended, run docs/rooms/update.sh and review what it changes.";

    private static readonly Dictionary<string, ProjectRooms> Read = Repository.Projects.ToDictionary(name => name, ProjectRooms.Read, StringComparer.Ordinal);

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_Have_no_cycle(string project)
    {
        ProjectRooms rooms = Read[project];
        string[] inCycle = [.. rooms.Rooms.Where(room => rooms.ReachableFrom(room).Contains(room))];
        string[] uses = [.. rooms.Uses.Where(use => inCycle.Contains(use.From) && rooms.ReachableFrom(use.To).Contains(use.From)).Select(Describe)];
        Assert.True(inCycle.Length == 0, $"{project}: the folders {string.Join(", ", inCycle)} use each other in a cycle. Move a type, or make one direction an interface:\n{string.Join('\n', uses)}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_Have_few_files(string project)
    {
        string[] large = [.. Read[project].Files.Where(room => room.Count() > MaxFiles).Select(room => $"{room.Key} ({room.Count()})")];
        Assert.True(large.Length == 0, $"{project}: a folder has at most {MaxFiles} files, but there are more in {string.Join(", ", large)}. Divide it by what its files are about.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_Are_on_the_list(string project)
    {
        ProjectRooms rooms = Read[project];
        string[] actual = AllowedArrows.Write(rooms);
        if (Repository.IsUpdating)
        {
            File.WriteAllText(AllowedArrows.PathOf(project), string.Join('\n', actual) + '\n');
        }

        HashSet<(string From, string To)> allowed = AllowedArrows.Parse(AllowedArrows.Read(project));
        string[] forbidden = [.. rooms.Uses.Where(use => !allowed.Contains((use.From, use.To))).Select(Describe)];
        Assert.True(forbidden.Length == 0, $"{project}: docs/rooms/{project}.txt does not allow\n{string.Join('\n', forbidden)}\n{Update}");
        Assert.True(
            actual.SequenceEqual(AllowedArrows.Read(project)),
            $"{project}: docs/rooms/{project}.txt has folders or arrows that the code does not have: {string.Join("; ", AllowedArrows.Read(project).Except(actual))}. {Update}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_Are_in_the_namespace_of_their_folder_unless_they_are_public(string project)
    {
        string[] wrong =
        [
            .. from type in Read[project].TopLevelTypes()
               let expected = NamespaceOf(project, type.Room, type.IsPublic)
               where type.Namespace != expected
               select $"{type.Type} is in {type.Namespace}, but belongs in {expected}",
        ];
        Assert.True(wrong.Length == 0, $"{project}:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Pictures_Are_current(string project)
    {
        string document = File.ReadAllText(RoomPicture.DocumentPath);
        string current = RoomPicture.Insert(document, project, RoomPicture.Draw(Read[project]));
        if (Repository.IsUpdating)
        {
            File.WriteAllText(RoomPicture.DocumentPath, document = current);
        }

        Assert.True(document == current, $"The picture of {project} in docs/architecture.md differs from the code. {Update}");
    }

    [Fact]
    public void Projects_Depend_on_the_core_only()
    {
        string[] wrong =
        [
            .. from project in Repository.Projects
               from reference in XDocument.Load(Repository.PathOf("src", project, $"{project}.csproj")).Descendants("ProjectReference")
               let include = reference.Attribute("Include")!.Value
               where project == "Hypergraph" || Path.GetFileName(include) != "Hypergraph.csproj"
               select $"{project} -> {include}",
        ];
        Assert.True(wrong.Length == 0, $"Packages under src/ depend on Hypergraph alone, and Hypergraph on none:\n{string.Join('\n', wrong)}");
    }

    /// <summary>Public types are where users look for them; those for authors of runners have a namespace of their own.</summary>
    private static string NamespaceOf(string project, string room, bool isPublic) => (isPublic, room) switch
    {
        (_, ProjectRooms.Root) => project,
        (true, "Hosting") => $"{project}.Hosting",
        (true, _) => project,
        _ => $"{project}.{room.Replace('/', '.')}",
    };

    private static string Describe(TypeUse use) => $"  {use.From} -> {use.To}: {use.File} uses {use.Type}";
}
