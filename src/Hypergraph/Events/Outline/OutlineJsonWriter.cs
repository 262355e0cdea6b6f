using System.Text.Json;

namespace Hypergraph.Events.Outline;

/// <summary>
/// Writes outlines as JSON whose depth is bounded: the outermost graphs as objects in each other, the others side by side in
/// <c>deepGraphs</c>, each once, after the graphs that it contains. <c>graphIndex</c> of a node is the place of its graph there.
/// </summary>
/// <param name="writer">Where to.</param>
internal sealed class OutlineJsonWriter(Utf8JsonWriter writer)
{
    /// <summary>How many graphs are objects in each other: 32 levels of JSON, of the 64 that the serializer writes and reads by default.</summary>
    private const int MaxNested = 10;

    private readonly List<GraphOutline> _deep = [];
    private readonly Dictionary<GraphOutline, int> _indexes = new(ReferenceEqualityComparer.Instance);

    public void Write(GraphOutline outline)
    {
        writer.WritePropertyName("outline"u8);
        WriteGraph(outline, level: 1);
        if (_deep.Count > 0)
        {
            writer.WriteStartArray("deepGraphs"u8);
            foreach (GraphOutline graph in _deep)
            {
                WriteGraph(graph, MaxNested);
            }

            writer.WriteEndArray();
        }
    }

    private void WriteGraph(GraphOutline outline, int level)
    {
        writer.WriteStartObject();
        if (outline.Name is { } name)
        {
            writer.WriteString("name"u8, name);
        }

        writer.WriteStartArray("nodes"u8);
        foreach (NodeOutline node in outline.Nodes)
        {
            writer.WriteStartObject();
            WriteNode(node, level);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteEdges(outline.Edges);
        writer.WriteEndObject();
    }

    private void WriteEdges(IReadOnlyList<EdgeOutline> edges)
    {
        if (edges.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("edges"u8);
        foreach (EdgeOutline edge in edges)
        {
            writer.WriteStartObject();
            writer.WriteNumber("from"u8, edge.From);
            if (edge.To is { } to)
            {
                writer.WriteNumber("to"u8, to);
            }

            writer.WriteString("kind"u8, EnumNames.Of(edge.Kind));
            WriteNames(edge.Names);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteNames(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("names"u8);
        foreach (string name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private void WriteNode(NodeOutline node, int level)
    {
        writer.WriteString("name"u8, node.Name);
        writer.WriteString("kind"u8, EnumNames.Of(node.Kind));
        WriteFlag("isMapped"u8, node.IsMapped);
        WriteFlag("isInLoop"u8, node.IsInLoop);
        if (node.Graph is null)
        {
            return;
        }

        if (level < MaxNested)
        {
            writer.WritePropertyName("graph"u8);
            WriteGraph(node.Graph, level + 1);
        }
        else
        {
            writer.WriteNumber("graphIndex"u8, IndexOf(node.Graph));
        }
    }

    /// <summary>The place of a graph among the deep ones; graphs in it come before it. Takes no stack, however deep they are.</summary>
    private int IndexOf(GraphOutline outline)
    {
        var open = new Stack<GraphOutline>([outline]);
        while (open.TryPeek(out GraphOutline? graph))
        {
            int count = open.Count;
            if (!_indexes.ContainsKey(graph))
            {
                foreach (NodeOutline node in graph.Nodes)
                {
                    if (node.Graph is { } inner && !_indexes.ContainsKey(inner))
                    {
                        open.Push(inner);
                    }
                }
            }

            if (open.Count == count)
            {
                open.Pop();
                if (_indexes.TryAdd(graph, _deep.Count))
                {
                    _deep.Add(graph);
                }
            }
        }

        return _indexes[outline];
    }

    private void WriteFlag(ReadOnlySpan<byte> name, bool isSet)
    {
        if (isSet)
        {
            writer.WriteBoolean(name, isSet);
        }
    }
}
