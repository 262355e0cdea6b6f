using Hypergraph;

namespace CodeCensus;

/// <summary>The graphs of the census. Edges follow from names: a node runs when the values that its parameters name are there.</summary>
internal static class CensusGraph
{
    /// <summary>From a <c>folder</c> to the <c>paths</c> of its files.</summary>
    public static Graph CreateList() => new("census files",
    [
        Node.Create((string folder, CancellationToken cancellationToken) => SourceFiles.In(folder, cancellationToken).ToArray(), output: "paths", name: "list"),
    ]);

    /// <summary>From the <c>path</c> of a file to its <c>tally</c>; a binary file has none.</summary>
    public static Graph Create()
    {
        // text, path -> language, counts, code
        var lines = new Graph("lines",
        [
            Node.Create(Languages.Of, output: "language", name: "language"),
            Node.Create(Lines.Split, output: "lines", name: "split"),
            Node.Create(Lines.Classify, output: ["counts", "code"], name: "classify"),
        ]);

        // name -> words
        var words = new Graph("words",
        [
            Node.Create(Names.Split, output: "parts", name: "split"),
            Node.Create(Names.Words, output: "words", name: "choose"),
        ]);

        return new Graph("census",
        [
            Node.Create(TextFile.ReadAsync, output: "text", name: "read"),
            Node.IfElse(TextFile.IsText, then: "lines", otherwise: Node.End, name: "is text?"),
            lines.AsNode(),
            Node.Create(Names.Find, output: "names", name: "find names"),
            words.AsNode().RenameInput("name", "names").MapOver("names"),
            Node.Create(FileTally.Of, output: "tally", name: "tally"),
        ]).Select("tally");
    }
}
