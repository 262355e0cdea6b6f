using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hypergraph.Architecture.Tests;

/// <summary>The folders of a project, and which of them use types of which others, read from the source.</summary>
internal sealed class ProjectRooms
{
    /// <summary>The name of the project's own folder.</summary>
    public const string Root = "(root)";

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly (string Name, MetadataReference Reference)[] Assemblies =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (Path.GetFileNameWithoutExtension(path), (MetadataReference)MetadataReference.CreateFromFile(path))),
    ];

    /// <summary>The compiler's errors for a name that it does not know, or may not use.</summary>
    private static readonly string[] NameErrors = ["CS0103", "CS0122", "CS0234", "CS0246"];

    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree[] _trees;

    /// <param name="name">The name of the project.</param>
    /// <param name="files">The files by their paths in the project's folder.</param>
    /// <param name="linked">The files of other projects that are compiled with them.</param>
    private ProjectRooms(string name, IEnumerable<(string Path, string Text)> files, IEnumerable<string> linked)
    {
        Name = name;
        _trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path))];
        _compilation = CSharpCompilation.Create(
            name,
            [.. _trees, .. linked.Append(ImplicitUsings).Select(text => CSharpSyntaxTree.ParseText(text))],
            Assemblies.Where(assembly => assembly.Name != name).Select(assembly => assembly.Reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Files = _trees.ToLookup(tree => RoomOf(tree.FilePath), tree => Path.GetFileName(tree.FilePath), StringComparer.Ordinal);
        Uses = [.. _trees.SelectMany(FindUses)];
        Arrows = Uses.GroupBy(use => use.From, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => group.Select(use => use.To).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>The C# files by room.</summary>
    public ILookup<string, string> Files { get; }

    /// <summary>The uses of types of other rooms.</summary>
    public IReadOnlyList<TypeUse> Uses { get; }

    /// <summary>The rooms that each room uses.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Arrows { get; }

    /// <summary>The rooms in alphabetical order.</summary>
    public IEnumerable<string> Rooms => Files.Select(group => group.Key).Order(StringComparer.Ordinal);

    /// <summary>Names that the compiler does not know. Their uses would be missing.</summary>
    public IEnumerable<string> UnknownNames =>
        from error in _compilation.GetDiagnostics()
        where NameErrors.Contains(error.Id) && error.Location.SourceTree is { FilePath.Length: > 0 }
        select $"  {error.Location.SourceTree!.FilePath}({error.Location.GetLineSpan().StartLinePosition.Line + 1}): {error.GetMessage()}";

    /// <summary>The places where code depends on symbols of the compiler.</summary>
    public IEnumerable<string> Conditions =>
        from tree in _trees
        from directive in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<IfDirectiveTriviaSyntax>()
        select $"  {tree.FilePath}({directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {directive.ToString().Trim()}";

    /// <summary>Reads a project under <c>src/</c>.</summary>
    public static ProjectRooms Read(string project)
    {
        string folder = Repository.PathOf("src", project);
        return new ProjectRooms(
            project,
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Path: Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
                .Where(file => !file.Path.Split('/').Any(part => part is "obj" or "bin"))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
            LinkedFiles(folder, project).Select(File.ReadAllText));
    }

    /// <summary>Reads a project from texts, by their paths in its folder.</summary>
    public static ProjectRooms Parse(string project, params (string Path, string Text)[] files) => new(project, files, []);

    /// <summary>The rooms that a room uses, directly or through others.</summary>
    public HashSet<string> ReachableFrom(string room)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        var open = new Stack<string>([room]);
        while (open.TryPop(out string? current))
        {
            foreach (string next in Arrows.GetValueOrDefault(current, []))
            {
                if (reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    /// <summary>The types that are declared outside of other types, with their namespace and room.</summary>
    public IEnumerable<(string Type, string Namespace, string Room, bool IsPublic)> TopLevelTypes() =>
        from tree in _trees
        let model = _compilation.GetSemanticModel(tree)
        from declaration in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where declaration is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && declaration.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
        let symbol = (INamedTypeSymbol)model.GetDeclaredSymbol(declaration)!
        select (symbol.Name, symbol.ContainingNamespace.ToDisplayString(), RoomOf(tree.FilePath), symbol.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The files of other projects that a project compiles.</summary>
    private static IEnumerable<string> LinkedFiles(string folder, string project) => XDocument
        .Load(Path.Combine(folder, $"{project}.csproj"))
        .Descendants("Compile")
        .Select(item => (string?)item.Attribute("Include"))
        .OfType<string>()
        .Select(path => Path.Combine(folder, path))
        .Where(File.Exists);

    private static string RoomOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } room ? room.Replace('\\', '/') : Root;

    private IEnumerable<TypeUse> FindUses(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        string from = RoomOf(tree.FilePath);
        return tree.GetRoot().DescendantNodes()
            .Select(node => TypeUsedBy(node, model))
            .OfType<INamedTypeSymbol>()
            .Select(Outermost)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(type => (type.Name, File: FileOf(type)))
            .Where(type => type.File is not null && RoomOf(type.File) != from)
            .Select(type => new TypeUse(from, RoomOf(type.File!), tree.FilePath, type.Name));
    }

    /// <summary>The type that an expression names, creates, or whose member it uses.</summary>
    private static INamedTypeSymbol? TypeUsedBy(SyntaxNode node, SemanticModel model)
    {
        if (node is BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax)
        {
            return model.GetTypeInfo(node).ConvertedType as INamedTypeSymbol;
        }

        if (node is not SimpleNameSyntax)
        {
            return null;
        }

        SymbolInfo info = model.GetSymbolInfo(node);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
        {
            IAliasSymbol alias => alias.Target as INamedTypeSymbol,
            INamedTypeSymbol type => type,
            IMethodSymbol method => (method.ReducedFrom ?? method).ContainingType,
            { } member => member.ContainingType,
            null => null,
        };
    }

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type.OriginalDefinition;
    }

    /// <summary>The file of the project that declares a type: of several, the one with its name.</summary>
    private static string? FileOf(INamedTypeSymbol type)
    {
        string[] files = [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).Where(path => path.Length > 0)];
        return Array.Find(files, path => Path.GetFileNameWithoutExtension(path) == type.Name) ?? files.MinBy(path => path.Length);
    }
}
