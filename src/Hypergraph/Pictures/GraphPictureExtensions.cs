using Hypergraph.Pictures;
using Hypergraph.Pictures.Formats;

namespace Hypergraph;

/// <summary>
/// Extension methods that draw graphs as text for Mermaid, which GitHub and many editors show, and for Graphviz. The same graph and options produce the
/// same text. Nested graphs deeper than 100 levels, and those after the first 100,000 nodes, are drawn as one node.
/// </summary>
public static class GraphPictureExtensions
{
    /// <summary>Draws the nodes that can run, and the edges between them, as a flowchart of Mermaid.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What is drawn, or null for the default options.</param>
    /// <returns>The text of the flowchart, with a line break at the end.</returns>
    /// <remarks>By default Mermaid accepts 500 edges and 50,000 characters. <see cref="GraphPictureOptions.Depth"/> makes a picture smaller.</remarks>
    public static string ToMermaid(this Graph graph, GraphPictureOptions? options = null) => MermaidWriter.Write(PictureBuilder.Build(graph, options));

    /// <summary>Draws the nodes that can run, and the edges between them, in the language of Graphviz.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What is drawn, or null for the default options.</param>
    /// <returns>The text of a directed graph, with a line break at the end.</returns>
    public static string ToDot(this Graph graph, GraphPictureOptions? options = null) => DotWriter.Write(PictureBuilder.Build(graph, options));
}
