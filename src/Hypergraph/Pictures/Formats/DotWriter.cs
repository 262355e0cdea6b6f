using System.Text;
using Hypergraph.Pictures.Drawing;

namespace Hypergraph.Pictures.Formats;

/// <summary>Writes a picture as a directed graph of Graphviz.</summary>
internal sealed class DotWriter
{
    private readonly StringBuilder _text = new();

    private DotWriter()
    {
    }

    public static string Write(Picture picture)
    {
        var writer = new DotWriter();
        StringBuilder text = writer._text;
        text.Append("digraph {\n  graph [rankdir=").Append(RankOf(picture.Direction)).Append(" compound=true fontname=\"sans-serif\"");
        if (picture.Title.Length > 0)
        {
            writer.WriteLabel([picture.Title]);
            text.Append(" labelloc=t");
        }

        text.Append("]\n  node [shape=box style=filled fillcolor=white fontname=\"sans-serif\"]\n  edge [fontname=\"sans-serif\"]\n");
        writer.Write(picture.Graph, level: 1);
        return text.Append("}\n").ToString();
    }

    private static string RankOf(GraphPictureDirection direction) => direction switch
    {
        GraphPictureDirection.LeftToRight => "LR",
        GraphPictureDirection.BottomToTop => "BT",
        GraphPictureDirection.RightToLeft => "RL",
        _ => "TB",
    };

    private void Write(PictureGraph graph, int level)
    {
        foreach (PictureNode node in graph.Nodes)
        {
            Write(node, level);
        }

        foreach (PictureEdge edge in graph.Edges)
        {
            Write(edge, level);
        }
    }

    private void Write(PictureNode node, int level)
    {
        Indent(level);
        if (node.Content is { } content)
        {
            _text.Append("subgraph cluster_n").Append(node.Number).Append(" {\n");
            Indent(level + 1);
            _text.Append("graph [");
            WriteLabel(node.Lines);
            WriteStyle(node);
            _text.Append("]\n");
            Write(content, level + 1);
            Indent(level);
            _text.Append("}\n");
            return;
        }

        _text.Append('n').Append(node.Number).Append(" [");
        WriteLabel(node.Lines);
        _text.Append(node.Shape switch
        {
            PictureShape.Gate => " shape=diamond",
            PictureShape.Interrupt => " shape=hexagon",
            PictureShape.Graph => " peripheries=2",
            PictureShape.End => " shape=oval",
            _ => string.Empty,
        });
        if (node.Status is not null)
        {
            WriteStyle(node);
        }

        _text.Append("]\n");
    }

    private void Write(PictureEdge edge, int level)
    {
        Indent(level);
        _text.Append('n').Append(Last(edge.From).Number).Append(" -> n").Append(First(edge.To).Number);
        if (edge is { Label.Length: 0, Kind: not EdgeKind.Order, From.Content: null, To.Content: null })
        {
            _text.Append('\n');
            return;
        }

        _text.Append(" [");
        int start = _text.Length;
        if (edge.Label.Length > 0)
        {
            WriteLabel([edge.Label]);
        }

        _text.Append(edge.Kind == EdgeKind.Order ? " style=dotted" : string.Empty);
        WriteFrame(" ltail", edge.From);
        WriteFrame(" lhead", edge.To);
        _text.Remove(start, _text[start] == ' ' ? 1 : 0).Append("]\n");
    }

    /// <summary>An edge connects nodes. This ends it at the frame of a nested graph.</summary>
    private void WriteFrame(string attribute, PictureNode node)
    {
        if (node.Content is not null)
        {
            _text.Append(attribute).Append("=cluster_n").Append(node.Number);
        }
    }

    private static PictureNode First(PictureNode node)
    {
        while (node.Content is { } content)
        {
            node = content.Nodes[0];
        }

        return node;
    }

    private static PictureNode Last(PictureNode node)
    {
        while (node.Content is { } content)
        {
            node = content.Nodes[^1];
        }

        return node;
    }

    /// <summary>Writes the colors of a node or of a frame, which would otherwise inherit those of the frame around it.</summary>
    private void WriteStyle(PictureNode node)
    {
        if (node.Status is { } status)
        {
            StateStyle style = StateStyle.Of(status);
            _text.Append(style.IsDashed ? " style=\"filled,dashed\"" : " style=filled");
            _text.Append(" fillcolor=\"").Append(style.Fill).Append("\" color=\"").Append(style.Stroke).Append("\" fontcolor=\"").Append(style.Text).Append('"');
        }
        else
        {
            _text.Append(" style=solid color=black fontcolor=black");
        }
    }

    /// <summary>Writes the attribute of a label. A backslash and an ampersand would begin something else.</summary>
    private void WriteLabel(IReadOnlyList<string> lines)
    {
        _text.Append(_text[^1] == '[' ? "label=\"" : " label=\"");
        for (int i = 0; i < lines.Count; i++)
        {
            _text.Append(i > 0 ? "\\n" : string.Empty);
            foreach (char c in lines[i])
            {
                _ = c switch
                {
                    '"' => _text.Append("\\\""),
                    '\\' => _text.Append("\\\\"),
                    '&' => _text.Append("&amp;"),
                    _ => _text.Append(c),
                };
            }
        }

        _text.Append('"');
    }

    private void Indent(int level) => _text.Append(' ', 2 * level);
}
