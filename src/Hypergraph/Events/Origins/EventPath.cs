using System.Buffers;
using System.Globalization;
using System.Text;
using Hypergraph.Events.Outcomes;

namespace Hypergraph.Events.Origins;

/// <summary>
/// The path of an event as text: the nodes around it, outermost first, joined by <c>/</c>, and the index of an item in brackets after the node whose map
/// it belongs to (<c>files[3]/rows[17]/parse</c>). An item of a map that a call started has no node: <c>[3]/parse</c>. In a name, a backslash precedes the
/// characters that structure a path, so that the text is unambiguous.
/// </summary>
internal static class EventPath
{
    private const char Separator = '/';
    private const char ItemStart = '[';
    private const char ItemEnd = ']';
    private const char Escape = '\\';

    private static readonly SearchValues<char> Structure = SearchValues.Create(@"/[]\");

    /// <summary>Appends a node to a path.</summary>
    public static string AppendNode(string? path, string node)
    {
        string name = EscapeName(node);
        return path is null ? name : $"{path}{Separator}{name}";
    }

    /// <summary>Appends an item to a path.</summary>
    public static string AppendItem(string? path, int item) => string.Create(CultureInfo.InvariantCulture, $"{path}{ItemStart}{item}{ItemEnd}");

    /// <summary>Returns the path of nodes and items of which only the order among themselves is known: the items come first.</summary>
    public static string? Of(string? nodePath, IReadOnlyList<int> items)
    {
        string? path = items.Aggregate((string?)null, AppendItem);
        if (nodePath is not null)
        {
            foreach (string node in nodePath.Split(Separator))
            {
                path = AppendNode(path, node);
            }
        }

        return path;
    }

    /// <summary>
    /// Reads the nodes, joined by <c>/</c>, and the items of a path. Every text can be read: brackets without an index between them are part of a name.
    /// </summary>
    public static (string? NodePath, ItemPath Items) Parse(string path)
    {
        if (path.AsSpan().IndexOfAny(ItemStart, Escape) < 0)
        {
            return (path, ItemPath.Empty);
        }

        var nodes = new StringBuilder(path.Length);
        List<int> items = [];
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] == ItemStart && TryReadItem(path.AsSpan(i), out int item, out int length))
            {
                items.Add(item);
                i += length - 1;
            }
            else if (path[i] != Separator || nodes.Length > 0)
            {
                // The separator after the items of a map that a call started separates no nodes.
                i += path[i] == Escape && i + 1 < path.Length ? 1 : 0;
                nodes.Append(path[i]);
            }
        }

        return (nodes.Length > 0 ? nodes.ToString() : null, ItemPath.Of(items));
    }

    private static bool TryReadItem(ReadOnlySpan<char> text, out int item, out int length)
    {
        length = text.IndexOf(ItemEnd) + 1;
        return int.TryParse(length > 0 ? text[1..(length - 1)] : [], NumberStyles.None, CultureInfo.InvariantCulture, out item);
    }

    private static string EscapeName(string name)
    {
        if (!name.AsSpan().ContainsAny(Structure))
        {
            return name;
        }

        var escaped = new StringBuilder();
        foreach (char character in name)
        {
            if (Structure.Contains(character))
            {
                escaped.Append(Escape);
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
