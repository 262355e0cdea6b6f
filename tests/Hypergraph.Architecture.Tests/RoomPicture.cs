using System.Text;

namespace Hypergraph.Architecture.Tests;

/// <summary>The rooms and arrows of a project as a Mermaid picture in <c>docs/architecture.md</c>. Arrows that follow from others are left out.</summary>
internal static class RoomPicture
{
    public static string DocumentPath => Repository.PathOf("docs", "architecture.md");

    public static string Draw(ProjectRooms rooms)
    {
        var picture = new StringBuilder("```mermaid\nflowchart BT\n");
        string[] all = [.. rooms.Rooms];
        for (int i = 0; i < all.Length; i++)
        {
            picture.Append($"  r{i}[\"{all[i]} · {rooms.Files[all[i]].Count()}\"]\n");
        }

        for (int from = 0; from < all.Length; from++)
        {
            HashSet<string> direct = rooms.Arrows.GetValueOrDefault(all[from], []);
            foreach (string to in direct.Order(StringComparer.Ordinal).Where(to => !direct.Any(other => other != to && rooms.ReachableFrom(other).Contains(to))))
            {
                picture.Append($"  r{from} --> r{Array.IndexOf(all, to)}\n");
            }
        }

        return picture.Append("```").ToString();
    }

    /// <summary>The document with the picture of a project between its markers.</summary>
    public static string Insert(string document, string project, string picture)
    {
        (string begin, string end) = ($"<!-- rooms {project} -->\n", $"\n<!-- end of rooms {project} -->");
        int first = document.IndexOf(begin, StringComparison.Ordinal);
        int last = document.IndexOf(end, StringComparison.Ordinal);
        return first < 0 || last < first
            ? throw new InvalidOperationException($"docs/architecture.md has no markers '{begin.Trim()}' and '{end.Trim()}' for the picture of {project}. Add them.")
            : document[..(first + begin.Length)] + picture + document[last..];
    }
}
