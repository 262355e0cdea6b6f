using System.Diagnostics;
using System.Text.Json;

namespace Hypergraph.Tests.Pictures;

/// <summary>A flowchart as the parser of Mermaid reads it.</summary>
/// <param name="Error">What is wrong with it; null if it is valid.</param>
/// <param name="Nodes">The nodes.</param>
/// <param name="Edges">The edges.</param>
/// <param name="Groups">The nested graphs that have nodes.</param>
internal sealed record ParsedMermaid(string? Error, IReadOnlyList<MermaidNode> Nodes, IReadOnlyList<MermaidEdge> Edges, IReadOnlyList<MermaidGroup> Groups)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("HYPERGRAPH_MERMAID");

    /// <summary>Why there is no parser here; null if there is.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Folder ?? string.Empty, "node_modules", "mermaid")) && Programs.Has("node")
        ? null
        : "The variable HYPERGRAPH_MERMAID names no folder with mermaid and jsdom in it, or node is not installed.";

    /// <summary>Parses texts.</summary>
    public static ParsedMermaid[] Of(IEnumerable<string> texts)
    {
        string answer = Programs.Run("node", [Path.Combine(AppContext.BaseDirectory, "mermaid.mjs")], JsonSerializer.Serialize(texts));
        return JsonSerializer.Deserialize<ParsedMermaid[]>(answer, JsonSerializerOptions.Web)!;
    }
}

/// <summary>A node of a flowchart.</summary>
internal sealed record MermaidNode(string Id, string Label, string Shape, IReadOnlyList<string> Classes);

/// <summary>An edge of a flowchart.</summary>
internal sealed record MermaidEdge(string From, string To, string Label, string Stroke);

/// <summary>A nested graph of a flowchart.</summary>
internal sealed record MermaidGroup(string Id, string Label, IReadOnlyList<string> Nodes, IReadOnlyList<string> Classes);
