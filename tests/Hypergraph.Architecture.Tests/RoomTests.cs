using System.Xml.Linq;

namespace Hypergraph.Architecture.Tests;

/// <summary>
/// The rooms of the projects under <c>src/</c>: folders with few files, arrows in one direction, and namespaces that show them.
/// <c>docs/rooms/update.sh</c> writes the lists and the pictures after a change.
/// </summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, ProjectRooms> Read = Repository.Projects.ToDictionary(name => name, ProjectRooms.Read, StringComparer.Ordinal);

    private static readonly string[] SharedProjectFiles = ["Directory.Build.props", "Directory.Build.targets", "src/Directory.Build.props"];

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_Have_no_cycle(string project) => Holds(RoomRules.Cycles(Read[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_Have_few_files(string project) => Holds(RoomRules.Sizes(Read[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_Are_on_the_list(string project)
    {
        if (Repository.IsUpdating)
        {
            File.WriteAllText(AllowedArrows.PathOf(project), string.Join('\n', AllowedArrows.Write(Read[project])) + '\n');
        }

        Holds(RoomRules.Arrows(Read[project], AllowedArrows.Read(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_Are_in_the_namespace_of_their_folder_unless_they_are_public(string project) => Holds(RoomRules.Namespaces(Read[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Names_Are_known(string project) => Holds(RoomRules.Names(Read[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Pictures_Are_current(string project)
    {
        string document = File.ReadAllText(RoomPicture.DocumentPath);
        if (Repository.IsUpdating)
        {
            document = RoomPicture.Insert(document, project, RoomPicture.Draw(Read[project]));
            File.WriteAllText(RoomPicture.DocumentPath, document);
        }

        Holds(RoomRules.Picture(Read[project], document));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_Depend_on_what_the_table_says(string project) => Holds(RoomRules.Dependencies(
        project,
        ProjectDependencies.Read(File.ReadAllText(Repository.PathOf("src", project, "packages.lock.json")), Repository.Projects),
        ProjectDependencies.ReadTable(File.ReadAllText(RoomPicture.DocumentPath), project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_Compile_files_of_the_core_and_their_own(string project) => Holds(RoomRules.LinkedFiles(
        project,
        [.. SharedProjectFiles.Append($"src/{project}/{project}.csproj").Select(path => XDocument.Load(Repository.PathOf(path)))]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Code_Has_no_conditions_of_the_compiler(string project) => Holds(RoomRules.Conditions(Read[project]));

    [Fact]
    public void Lists_Exist_for_every_project_and_for_no_other() => Assert.Equal(
        Repository.Projects,
        Directory.EnumerateFiles(Repository.PathOf("docs", "rooms"), "*.txt").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static void Holds(string? violation) => Assert.True(violation is null, violation);
}
