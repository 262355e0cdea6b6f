using System.Globalization;
using System.Text;

namespace Hypergraph.Tests.Pictures;

/// <summary>What a picture without states must show.</summary>
internal sealed class Expected
{
    private readonly GraphPictureOptions _options;
    private int _count;

    private Expected(GraphPictureOptions options) => _options = options;

    /// <summary>The nodes without those that are frames.</summary>
    public List<(string Id, string Label)> Nodes { get; } = [];

    /// <summary>The nested graphs that are drawn with their nodes.</summary>
    public List<(string Id, string Label)> Frames { get; } = [];

    /// <summary>The edges between nodes and frames.</summary>
    public List<(string From, string To, string Label)> Edges { get; } = [];

    public static Expected Of(GraphOutline outline, GraphPictureOptions options)
    {
        var expected = new Expected(options);
        expected.Add(outline, depth: 0);
        return expected;
    }

    /// <summary>How a picture shows a text: control characters have symbols, what has no look is replaced, and no space collapses.</summary>
    public static string Shown(string text)
    {
        string shown = string.Concat(text.EnumerateRunes().Select(Shown));
        var lasting = new StringBuilder(shown);
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i] == ' ' && (i == 0 || i == shown.Length - 1 || shown[i - 1] == ' '))
            {
                lasting[i] = '\u00A0';
            }
        }

        if (shown.Length <= 120)
        {
            return lasting.ToString();
        }

        int cut = char.IsHighSurrogate(shown[119]) ? 119 : 120;
        return $"{lasting.ToString(0, cut)}…";
    }

    private static string Shown(Rune rune)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return rune.Value switch
        {
            ' ' or 0x200C or 0x200D => rune.ToString(),
            0x7F => "\u2421",
            < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
            0x85 or 0x2028 or 0x2029 => "\u2424",
            0xFFFE or 0xFFFF or (>= 0xFDD0 and < 0xFDF0) => "\uFFFD",
            _ when category is UnicodeCategory.Control or UnicodeCategory.Format => "\uFFFD",
            _ when category == UnicodeCategory.SpaceSeparator => "\u00A0",
            _ => rune.ToString(),
        };
    }

    private void Add(GraphOutline outline, int depth)
    {
        List<string> ids = [];
        HashSet<int> frames = [];
        for (int i = 0; i < outline.Nodes.Count; i++)
        {
            NodeOutline node = outline.Nodes[i];
            string id = $"n{_count++}";
            string label = $"{Shown(node.Name)}{(node.IsMapped ? " ×n" : "")}{(node.IsInLoop ? " ↻" : "")}";
            ids.Add(id);
            if (node.Graph is { } nested && (_options.Depth is null || depth < _options.Depth))
            {
                frames.Add(i);
                Frames.Add((id, label));
                Add(nested, depth + 1);
            }
            else
            {
                Nodes.Add((id, label));
            }
        }

        if (outline.Edges.Any(edge => edge.To is null))
        {
            Nodes.Add(($"n{_count}", "end"));
        }

        Edges.AddRange(outline.Edges.Where(edge => edge.From != edge.To || !frames.Contains(edge.From)).Select(edge => (
            ids[edge.From],
            edge.To is { } to ? ids[to] : $"n{_count}",
            Shown(string.Join(", ", edge.Names)))));
        _count += outline.Edges.Any(edge => edge.To is null) ? 1 : 0;
    }
}
