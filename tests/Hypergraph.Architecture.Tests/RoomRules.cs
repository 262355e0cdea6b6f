using System.Xml.Linq;

namespace Hypergraph.Architecture.Tests;

/// <summary>The rules for rooms. Each returns what violates it, with what to do; null if nothing does.</summary>
internal static class RoomRules
{
    /// <summary>The maximum number of files in a folder.</summary>
    public const int MaxFiles = 15;

    private const string Update = "If the change is intended, run docs/rooms/update.sh and review what it changes.";

    /// <summary>Folders do not use each other in a cycle.</summary>
    public static string? Cycles(ProjectRooms rooms)
    {
        string[] inCycle = [.. rooms.Rooms.Where(room => rooms.ReachableFrom(room).Contains(room))];
        IEnumerable<string> uses = rooms.Uses.Where(use => inCycle.Contains(use.From) && rooms.ReachableFrom(use.To).Contains(use.From)).Select(Describe);
        return inCycle.Length == 0
            ? null
            : $"{rooms.Name}: the folders {string.Join(", ", inCycle)} use each other in a cycle. Move a type, or make one direction an interface:\n{string.Join('\n', uses)}";
    }

    /// <summary>A folder has few files.</summary>
    public static string? Sizes(ProjectRooms rooms)
    {
        string[] large = [.. rooms.Files.Where(room => room.Count() > MaxFiles).Select(room => $"{room.Key} ({room.Count()})")];
        return large.Length == 0
            ? null
            : $"{rooms.Name}: a folder has at most {MaxFiles} files, but there are more in {string.Join(", ", large)}. Divide it by what its files are about.";
    }

    /// <summary>The arrows are those on the list.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="list">The lines of the list.</param>
    public static string? Arrows(ProjectRooms rooms, string[] list)
    {
        HashSet<(string From, string To)> allowed = AllowedArrows.Parse(list);
        string[] forbidden = [.. rooms.Uses.Where(use => !allowed.Contains((use.From, use.To))).Select(Describe)];
        if (forbidden.Length > 0)
        {
            return $"{rooms.Name}: docs/rooms/{rooms.Name}.txt does not allow\n{string.Join('\n', forbidden)}\nMove the type, or the code that uses it. {Update}";
        }

        string[] actual = AllowedArrows.Write(rooms);
        return actual.SequenceEqual(list)
            ? null
            : $"{rooms.Name}: docs/rooms/{rooms.Name}.txt differs from the code.\nIn the list: {string.Join("; ", list.Except(actual))}\nIn the code: {string.Join("; ", actual.Except(list))}\n{Update}";
    }

    /// <summary>
    /// Internal types are in the namespace of their folder. Public types are in that of the project, where users look for them; those for authors of
    /// runners have a namespace of their own. Extension methods for applications may be in a namespace of .NET, where applications look for them.
    /// </summary>
    public static string? Namespaces(ProjectRooms rooms)
    {
        string[] wrong =
        [
            .. from type in rooms.TopLevelTypes()
               let expected = NamespaceOf(rooms.Name, type.Room, type.IsPublic)
               where type.Namespace != expected && !IsForApplications(type.Type, type.Namespace, type.Room, type.IsPublic)
               select $"  {(type.Room == ProjectRooms.Root ? "" : $"{type.Room}/")}{type.Type} is in {type.Namespace}, but belongs in {expected}",
        ];
        return wrong.Length == 0 ? null : $"{rooms.Name}: change the namespaces of\n{string.Join('\n', wrong)}";
    }

    /// <summary>A project depends on what the table of packages in the document says, and on nothing else.</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="actual">The packages and projects that it references.</param>
    /// <param name="allowed">Those of the table.</param>
    public static string? Dependencies(string project, string[] actual, string[] allowed)
    {
        string[] wrong = [.. actual.Except(allowed).Select(name => $"  references {name}"), .. allowed.Except(actual).Select(name => $"  does not reference {name}")];
        return wrong.Length == 0
            ? null
            : $"{project} differs from the table of packages in docs/architecture.md. It\n{string.Join('\n', wrong)}\nRemove the reference. If it is intended, correct the table.";
    }

    /// <summary>A project compiles single files of the core, and no others from outside of its folder.</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="files">Its project file, and those that are imported by all projects.</param>
    public static string? LinkedFiles(string project, params XDocument[] files)
    {
        string[] wrong =
        [
            .. from item in files.SelectMany(file => file.Descendants("Compile"))
               from path in ((string?)item.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
               where !path.StartsWith("../Hypergraph/", StringComparison.Ordinal) || path.LastIndexOf("..", StringComparison.Ordinal) > 0 || path.Contains('*', StringComparison.Ordinal)
               select $"  {path}",
        ];
        return wrong.Length == 0 ? null : $"{project}: a project compiles single files of ../Hypergraph/ beside its own. Remove\n{string.Join('\n', wrong)}";
    }

    /// <summary>No code depends on symbols of the compiler: it would be read in one form only.</summary>
    public static string? Conditions(ProjectRooms rooms)
    {
        string[] conditions = [.. rooms.Conditions];
        return conditions.Length == 0
            ? null
            : $"{rooms.Name}: code in #if is not checked. Decide at run time, or move it to a file of its own that the project file includes:\n{string.Join('\n', conditions)}";
    }

    /// <summary>All names in the code are known, so that no use is missing.</summary>
    public static string? Names(ProjectRooms rooms)
    {
        string[] unknown = [.. rooms.UnknownNames];
        return unknown.Length == 0
            ? null
            : $"{rooms.Name}: names are not known here. Build the project, and reference it from tests/Hypergraph.Architecture.Tests:\n{string.Join('\n', unknown)}";
    }

    /// <summary>The picture in the document is that of the code.</summary>
    public static string? Picture(ProjectRooms rooms, string document) => document == RoomPicture.Insert(document, rooms.Name, RoomPicture.Draw(rooms))
        ? null
        : $"The picture of {rooms.Name} in docs/architecture.md differs from the code. {Update}";

    /// <summary>Whether a type has methods for applications that look for them in a namespace of .NET.</summary>
    private static bool IsForApplications(string type, string inNamespace, string room, bool isPublic) =>
        isPublic && room == ProjectRooms.Root && type.EndsWith("Extensions", StringComparison.Ordinal) && inNamespace.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static string NamespaceOf(string project, string room, bool isPublic) => (isPublic, room) switch
    {
        (_, ProjectRooms.Root) => project,
        (true, "Hosting" or "Journals") when project == "Hypergraph" => $"{project}.Hosting",
        (true, "Hosting") => $"{project}.Hosting",
        (true, _) => project,
        _ => $"{project}.{room.Replace('/', '.')}",
    };

    private static string Describe(TypeUse use) => $"  {use.From} -> {use.To}: {use.File} uses {use.Type}";
}
