using Hypergraph.Pictures;
using Hypergraph.Pictures.Formats;

namespace Hypergraph;

/// <summary>
/// Extension methods that draw the graph of a log or of an event, as <see cref="GraphPictureExtensions"/> draw a graph. The outline of a log of an earlier version has no edges.
/// </summary>
public static class GraphOutlineExtensions
{
    /// <summary>Draws the graph of a log, or of an event, as a flowchart of Mermaid.</summary>
    /// <param name="outline">The structure of the graph.</param>
    /// <param name="options">What is drawn, or null for the default options.</param>
    /// <returns>The text of the flowchart, with a line break at the end.</returns>
    /// <remarks>By default Mermaid accepts 500 edges and 50,000 characters. <see cref="GraphPictureOptions.Depth"/> makes a picture smaller.</remarks>
    /// <exception cref="ArgumentException">An edge refers to a node that does not exist.</exception>
    public static string ToMermaid(this GraphOutline outline, GraphPictureOptions? options = null) => MermaidWriter.Write(PictureBuilder.Build(outline, options));

    /// <summary>Draws the graph of a log, or of an event, in the language of Graphviz.</summary>
    /// <param name="outline">The structure of the graph.</param>
    /// <param name="options">What is drawn, or null for the default options.</param>
    /// <returns>The text of a directed graph, with a line break at the end.</returns>
    /// <exception cref="ArgumentException">An edge refers to a node that does not exist.</exception>
    public static string ToDot(this GraphOutline outline, GraphPictureOptions? options = null) => DotWriter.Write(PictureBuilder.Build(outline, options));
}
