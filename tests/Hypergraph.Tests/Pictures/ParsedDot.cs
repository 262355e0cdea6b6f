using System.Xml;
using System.Xml.Linq;

namespace Hypergraph.Tests.Pictures;

/// <summary>A graph as Graphviz draws it.</summary>
/// <param name="Nodes">The texts of each node, by its id, in the order of the ids.</param>
/// <param name="Edges">The ids that each edge connects, and its texts, in the order of Graphviz.</param>
/// <param name="Frames">The texts of each frame, by its id.</param>
internal sealed record ParsedDot(IReadOnlyList<(string Id, string Text)> Nodes, IReadOnlyList<(string Ids, string Text)> Edges, IReadOnlyList<(string Id, string Text)> Frames)
{
    /// <summary>A process that a signal has ended has an exit code from here on.</summary>
    private const int FirstSignal = 128;

    /// <summary>Why there is no Graphviz here; null if there is.</summary>
    public static string? Missing => Programs.Has("dot") ? null : "Graphviz is not installed.";

    /// <summary>Draws texts, and reads the drawings.</summary>
    public static ParsedDot[] Of(IEnumerable<string> texts) =>
    [
        .. Programs.Run("dot", ["-Tsvg"], string.Concat(texts))
            .Split("<?xml", StringSplitOptions.RemoveEmptyEntries)
            .Select(drawing => Read(drawing[drawing.IndexOf("<svg", StringComparison.Ordinal)..])),
    ];

    /// <summary>
    /// Draws texts one by one, and reads the drawings. The layout of Graphviz fails for some random graphs, which is a fault of its own: such a text is only parsed, and has no drawing.
    /// </summary>
    public static ParsedDot?[] OfEach(IReadOnlyList<string> texts)
    {
        return FailsInLayout(string.Concat(texts)) ? Array.ConvertAll([.. texts], OfOne) : Of(texts);
    }

    private static ParsedDot? OfOne(string text)
    {
        if (!FailsInLayout(text))
        {
            return Of([text]).Single();
        }

        _ = Programs.Run("nop", ["-p"], text);
        return null;
    }

    /// <summary>Whether Graphviz does not find the way of an edge, or is ended by a signal. What it cannot read fails otherwise.</summary>
    private static bool FailsInLayout(string text)
    {
        (int code, _, string errors) = Programs.TryRun("dot", ["-Tsvg"], text);
        return code >= FirstSignal || (code != 0 && errors.Contains("in routesplines", StringComparison.Ordinal));
    }

    private static ParsedDot Read(string drawing)
    {
        using var reader = XmlReader.Create(new StringReader(drawing), new XmlReaderSettings { CheckCharacters = false });
        XElement[] elements = [.. XElement.Load(reader, LoadOptions.PreserveWhitespace).Descendants().Where(element => element.Name.LocalName == "g")];
        return new ParsedDot(
            [.. Of(elements, "node").OrderBy(node => int.Parse(node.Id[1..], System.Globalization.CultureInfo.InvariantCulture))],
            [.. Of(elements, "edge")],
            [.. Of(elements, "cluster")]);
    }

    private static IEnumerable<(string Id, string Text)> Of(XElement[] elements, string kind) =>
        from element in elements
        where (string?)element.Attribute("class") == kind
        let title = element.Elements().First(child => child.Name.LocalName == "title").Value
        let texts = element.Descendants().Where(child => child.Name.LocalName == "text").Select(text => text.Value)
        select (title, string.Join('\n', texts));
}
