namespace Hypergraph.Architecture.Tests;

/// <summary>The arrows between the rooms of a project that <c>docs/rooms/PROJECT.txt</c> allows: a line for each room, <c>Live -> Frames, Text</c>.</summary>
internal static class AllowedArrows
{
    public static string PathOf(string project) => Repository.PathOf("docs", "rooms", $"{project}.txt");

    /// <summary>The arrows of a project as the file has them.</summary>
    public static string[] Read(string project) => [.. File.ReadAllLines(PathOf(project)).Where(line => line.Length > 0)];

    /// <summary>The arrows of the code, in the format of the file.</summary>
    public static string[] Write(ProjectRooms rooms) =>
        [.. rooms.Rooms.Select(room => $"{room} -> {string.Join(", ", rooms.Arrows.GetValueOrDefault(room, []).Order(StringComparer.Ordinal))}".TrimEnd())];

    public static HashSet<(string From, string To)> Parse(IEnumerable<string> lines) =>
    [
        .. from line in lines
           let parts = line.Split("->", StringSplitOptions.TrimEntries)
           from to in parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           select (parts[0], to),
    ];
}
