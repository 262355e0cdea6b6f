using System.Globalization;
using System.Text;
using Hypergraph.Pictures.Drawing;

namespace Hypergraph.Pictures.Formats;

/// <summary>Writes a picture as a flowchart of Mermaid.</summary>
internal sealed class MermaidWriter
{
    private const string DirectionStatement = "direction";

    /// <summary>The space that Mermaid removes at the ends of a label.</summary>
    private const char NoBreakSpace = '\xA0';

    /// <summary>The character with which Mermaid marks entities while it parses.</summary>
    private const char EntityMark = 'ﬂ';

    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<NodePictureStatus, List<int>> _byStatus = [];
    private readonly string _direction;

    private MermaidWriter(GraphPictureDirection direction) => _direction = direction switch
    {
        GraphPictureDirection.LeftToRight => "LR",
        GraphPictureDirection.BottomToTop => "BT",
        GraphPictureDirection.RightToLeft => "RL",
        _ => "TB",
    };

    public static string Write(Picture picture)
    {
        var writer = new MermaidWriter(picture.Direction);
        writer.WriteTitle(picture.Title);
        writer._text.Append("flowchart ").Append(writer._direction).Append('\n');
        writer.Write(picture.Graph, level: 1);
        writer.WriteStyles();
        return writer._text.ToString();
    }

    private void WriteTitle(string title)
    {
        if (title.Length == 0)
        {
            return;
        }

        _text.Append("---\ntitle: \"");
        foreach (char c in title)
        {
            // A text in quotes of YAML. No character in it can be part of the syntax of Mermaid.
            _ = char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '.' or '(' or ')' || c > '\x7F' ? _text.Append(c) : _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        _text.Append("\"\n---\n");
    }

    private void Write(PictureGraph graph, int level)
    {
        foreach (PictureNode node in graph.Nodes)
        {
            Write(node, level);
        }

        foreach (PictureEdge edge in graph.Edges)
        {
            Indent(level);
            WriteId(edge.From);
            _text.Append(edge.Kind == EdgeKind.Order ? " -.->" : " -->");
            if (edge.Label.Length > 0)
            {
                _text.Append('|');
                WriteQuoted([edge.Label]);
                _text.Append('|');
            }

            _text.Append(' ');
            WriteId(edge.To);
            _text.Append('\n');
        }
    }

    private void Write(PictureNode node, int level)
    {
        if (node.Status is { } status)
        {
            if (!_byStatus.TryGetValue(status, out List<int>? nodes))
            {
                _byStatus.Add(status, nodes = []);
            }

            nodes.Add(node.Number);
        }

        Indent(level);
        if (node.Content is { } content)
        {
            _text.Append("subgraph ");
            WriteId(node);
            _text.Append('[');

            // Mermaid leaves space for one line above the nodes.
            WriteQuoted([string.Join(" · ", node.Lines)]);
            _text.Append("]\n");

            // Without it, Mermaid lays out a graph across the direction of the one around it.
            Indent(level + 1);
            _text.Append("direction ").Append(_direction).Append('\n');
            Write(content, level + 1);
            Indent(level);
            _text.Append("end\n");
            return;
        }

        (string open, string close) = node.Shape switch
        {
            PictureShape.Gate => ("{", "}"),
            PictureShape.Interrupt => ("{{", "}}"),
            PictureShape.Graph => ("[[", "]]"),
            PictureShape.End => ("([", "])"),
            _ => ("[", "]"),
        };
        WriteId(node);
        _text.Append(open);
        WriteQuoted(node.Lines);
        _text.Append(close).Append('\n');
    }

    private void WriteStyles()
    {
        foreach ((NodePictureStatus status, List<int> nodes) in _byStatus)
        {
            StateStyle style = StateStyle.Of(status);
            string name = StateText.NameOf(status);
            _text.Append("  classDef ").Append(name).Append(" fill:").Append(style.Fill).Append(",stroke:").Append(style.Stroke).Append(",color:").Append(style.Text);
            _text.Append(style.IsDashed ? ",stroke-dasharray:4 3\n" : "\n");
            _text.Append("  class n").AppendJoin(",n", nodes).Append(' ').Append(name).Append('\n');
        }
    }

    private void WriteId(PictureNode node) => _text.Append('n').Append(node.Number);

    private void Indent(int level) => _text.Append(' ', 2 * level);

    private void WriteQuoted(IReadOnlyList<string> lines)
    {
        _text.Append('"');
        for (int i = 0; i < lines.Count; i++)
        {
            _text.Append(i > 0 ? "<br/>" : string.Empty);
            WriteEscaped(lines[i]);
        }

        _text.Append('"');
    }

    /// <summary>
    /// Writes a line of a label. Mermaid reads labels as Markdown with entities, some of them twice. So all that is neither a letter nor a digit in ASCII
    /// is an entity, except where it cannot have a meaning.
    /// </summary>
    private void WriteEscaped(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool isPlain = c switch
            {
                // Mermaid finds its statement on directions anywhere in a line.
                ' ' => !line.AsSpan(0, i).EndsWith(DirectionStatement, StringComparison.Ordinal),
                ',' => true,
                '_' or '-' => i > 0 && char.IsAsciiLetterOrDigit(line[i - 1]) && i + 1 < line.Length && char.IsAsciiLetterOrDigit(line[i + 1]),
                NoBreakSpace or EntityMark => false,
                _ => char.IsAsciiLetterOrDigit(c) || c > '\x7F',
            };
            _ = isPlain ? _text.Append(c) : _text.Append('#').Append((int)c).Append(';');
        }
    }
}
