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

    private readonly string _folder;
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree[] _trees;

    private ProjectRooms(string name)
    {
        Name = name;
        _folder = Repository.PathOf("src", name);
        _trees = [.. SourceFiles(_folder).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path))];
        _compilation = CSharpCompilation.Create(
            name,
            [.. _trees, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            References(name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
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

    /// <summary>Reads a project under <c>src/</c>.</summary>
    public static ProjectRooms Read(string project) => new(project);

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

    private static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Order(StringComparer.Ordinal);

    /// <summary>The assemblies of the runtime and those beside the tests, but not the project's own.</summary>
    private static IEnumerable<MetadataReference> References(string project)
    {
        string runtime = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return runtime.Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != project)
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private string RoomOf(string file)
    {
        string room = Path.GetRelativePath(_folder, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/');
        return room == "." ? Root : room;
    }

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
            .Select(type => new TypeUse(from, RoomOf(type.File!), Path.GetFileName(tree.FilePath), type.Name));
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
    private string? FileOf(INamedTypeSymbol type)
    {
        string[] files = [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).Where(path => path.Length > 0)];
        return Array.Find(files, path => Path.GetFileNameWithoutExtension(path) == type.Name) ?? files.MinBy(path => path.Length);
    }
}
