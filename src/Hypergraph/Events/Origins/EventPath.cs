using System.Buffers;
using System.Buffers.Text;
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

    /// <summary>The characters of names that nothing escapes.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. "u8);

    /// <summary>Appends a node to a path.</summary>
    public static string AppendNode(string? path, string node)
    {
        string name = EscapeName(node);
        return path is null ? name : $"{path}{Separator}{name}";
    }

    /// <summary>Appends an item to a path.</summary>
    public static string AppendItem(string? path, int item) => string.Create(CultureInfo.InvariantCulture, $"{path}{ItemStart}{item}{ItemEnd}");

    /// <summary>Appends a node to a path in ASCII, if the name is plain: no character of it is escaped in a path or in JSON.</summary>
    /// <param name="node">The name.</param>
    /// <param name="destination">The path, followed by free room.</param>
    /// <param name="length">The length of the path, before and after.</param>
    /// <returns>Whether the name is plain and fits.</returns>
    public static bool TryAppendNode(string node, Span<byte> destination, ref int length)
    {
        int start = length > 0 ? length + 1 : 0;
        if (start + node.Length > destination.Length)
        {
            return false;
        }

        Span<byte> name = destination.Slice(start, node.Length);
        if (Ascii.FromUtf16(node, name, out _) != OperationStatus.Done || name.IndexOfAnyExcept(Plain) >= 0)
        {
            return false;
        }

        if (start > 0)
        {
            destination[start - 1] = (byte)Separator;
        }

        length = start + node.Length;
        return true;
    }

    /// <summary>Appends an item to a path in ASCII.</summary>
    /// <param name="item">The index.</param>
    /// <param name="destination">The path, followed by free room.</param>
    /// <param name="length">The length of the path, before and after.</param>
    /// <returns>Whether the item fits.</returns>
    public static bool TryAppendItem(int item, Span<byte> destination, ref int length)
    {
        if (length + 2 > destination.Length || !Utf8Formatter.TryFormat(item, destination[(length + 1)..^1], out int digits))
        {
            return false;
        }

        destination[length] = (byte)ItemStart;
        destination[length + 1 + digits] = (byte)ItemEnd;
        length += digits + 2;
        return true;
    }

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
