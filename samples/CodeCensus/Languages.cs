namespace CodeCensus;

/// <summary>The languages that the census knows, by the extensions of their files.</summary>
internal static class Languages
{
    private static readonly Comment Slashes = new("//");
    private static readonly Comment SlashStar = new("/*", "*/");
    private static readonly Comment Hash = new("#");
    private static readonly Comment Dashes = new("--");
    private static readonly Comment Markup = new("<!--", "-->");

    private static readonly Dictionary<string, Language> ByExtension = Index(
    [
        (new("C", Slashes, SlashStar), [".c", ".h"]),
        (new("C#", Slashes, SlashStar), [".cs", ".csx"]),
        (new("C++", Slashes, SlashStar), [".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".ipp", ".tcc"]),
        (new("CSS", Slashes, SlashStar), [".css", ".less", ".scss"]),
        (new("F#", Slashes, new("(*", "*)")), [".fs", ".fsi", ".fsx"]),
        (new("Go", Slashes, SlashStar), [".go"]),
        (new("HTML", Markup), [".htm", ".html", ".svg", ".vue"]),
        (new("Java", Slashes, SlashStar), [".java"]),
        (new("JavaScript", Slashes, SlashStar), [".cjs", ".js", ".jsx", ".mjs"]),
        (new("JSON"), [".json", ".jsonl"]),
        (new("Kotlin", Slashes, SlashStar), [".kt", ".kts"]),
        (new("Markdown", Markup), [".md"]),
        (new("MSBuild", Markup), [".csproj", ".fsproj", ".props", ".sln", ".slnx", ".targets", ".vbproj"]),
        (new("PHP", Slashes, SlashStar, Hash), [".php"]),
        (new("PowerShell", new("<#", "#>"), Hash), [".ps1", ".psd1", ".psm1"]),
        (new("Python", Hash), [".py", ".pyi"]),
        (new("Ruby", new("=begin", "=end"), Hash), [".rb"]),
        (new("Rust", Slashes, SlashStar), [".rs"]),
        (new("Shell", Hash), [".bash", ".sh", ".zsh"]),
        (new("SQL", Dashes, SlashStar), [".sql"]),
        (new("Swift", Slashes, SlashStar), [".swift"]),
        (new("TOML", Hash), [".toml"]),
        (new("TypeScript", Slashes, SlashStar), [".cts", ".mts", ".ts", ".tsx"]),
        (new("Visual Basic", new Comment("'")), [".vb"]),
        (new("XML", Markup), [".xaml", ".xml", ".xsd", ".xslt"]),
        (new("YAML", Hash), [".yaml", ".yml"]),
    ]);

    private static readonly Language Other = new("Other text");

    /// <summary>The language of a file.</summary>
    public static Language Of(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path), Other);

    private static Dictionary<string, Language> Index((Language Language, string[] Extensions)[] languages)
    {
        Dictionary<string, Language> byExtension = new(StringComparer.OrdinalIgnoreCase);
        foreach ((Language language, string[] extensions) in languages)
        {
            foreach (string extension in extensions)
            {
                byExtension.Add(extension, language);
            }
        }

        return byExtension;
    }
}
