using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hypergraph.Durability.Graphs;

/// <summary>Reads the keys of executions: <c>files[3]/parse</c>, <c>improve[#2]/score</c>. In a name, a backslash precedes <c>/</c>, <c>[</c>, <c>]</c> and itself.</summary>
internal static partial class ExecutionKeys
{
    /// <summary>Returns the nodes, joined by <c>/</c>, and the items.</summary>
    public static (string NodePath, int[] Items) Parse(string key)
    {
        var path = new StringBuilder();
        List<int> items = [];
        foreach (KeyPart part in PartsOf(key))
        {
            if (part.Node is { } node)
            {
                path.Append(path.Length == 0 ? string.Empty : "/").Append(node);
            }

            if (part.Item is { } item)
            {
                items.Add(item);
            }
        }

        return (path.ToString(), [.. items]);
    }

    /// <summary>Whether a text has the form of a key, or of the start of one.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    /// <summary>Reads a key, or the start of one, that one of the executions has; null if none has it.</summary>
    public static IReadOnlyList<KeyPart>? Find(string text, IEnumerable<IReadOnlyList<KeyPart>> executions) =>
        IsKey(text) && PartsOf(text) is { Count: > 0 } parts && executions.Any(key => parts.SequenceEqual(key.Take(parts.Count))) ? parts : null;

    /// <summary>The index of the item of the call's own map; null if the key is not of such an item.</summary>
    public static int? FirstItemOf(string key) => key.Length > 0 && key[0] == '[' && PartsOf(key)[0] is { Item: { } item } ? item : null;

    /// <summary>The parts of a key, outermost first.</summary>
    public static IReadOnlyList<KeyPart> PartsOf(string key)
    {
        List<KeyPart> parts = [];
        int position = 0;
        while (position < key.Length)
        {
            position += key[position] == '/' ? 1 : 0;
            if (key[position] == '[')
            {
                int end = key.IndexOf(']', position);
                ReadOnlySpan<char> number = key.AsSpan(position + 1, end - position - 1);
                bool isStart = number[0] == '#';
                int value = int.Parse(isStart ? number[1..] : number, NumberStyles.None, CultureInfo.InvariantCulture);
                if (isStart)
                {
                    parts[^1] = parts[^1] with { Start = value };
                }
                else
                {
                    parts.Add(new KeyPart(Node: null, value));
                }

                position = end + 1;
                continue;
            }

            parts.Add(new KeyPart(ReadName(key, ref position), Item: null));
        }

        return parts;
    }

    private static string ReadName(string key, ref int position)
    {
        var name = new StringBuilder();
        while (position < key.Length && key[position] is not ('/' or '['))
        {
            position += key[position] == '\\' ? 1 : 0;
            name.Append(key[position++]);
        }

        return name.ToString();
    }

    [GeneratedRegex(@"^(?:(?:^|/)(?:[^/\[\]\\]|\\.)+(?:\[#\d{1,9}\])?|(?:^|/)?\[\d{1,9}\])+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}

/// <summary>A node or an item in a key.</summary>
/// <param name="Node">The name of the node; null for an item.</param>
/// <param name="Item">The index of the item; null for a node.</param>
internal readonly record struct KeyPart(string? Node, int? Item)
{
    /// <summary>Which start of the node it is: the iteration of a loop.</summary>
    public int Start { get; init; } = 1;
}
