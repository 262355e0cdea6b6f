namespace Hypergraph.Nodes.Naming;

/// <summary>The rules for valid names.</summary>
internal static class NameRules
{
    /// <summary>The target of a gate that ends its branch instead of choosing a node.</summary>
    public const string End = "END";

    /// <summary>Whether a node or a graph may have the name: any text that is not blank.</summary>
    public static bool IsNodeOrGraphName(string? name) => !string.IsNullOrWhiteSpace(name);

    /// <summary>Whether a value may have the name: it starts with a letter or an underscore; letters, digits, <c>_</c>, <c>-</c> and <c>.</c> follow.</summary>
    public static bool IsValueName(string? name) =>
        !string.IsNullOrEmpty(name)
        && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>The rule of <see cref="IsValueName"/> in words.</summary>
    public const string ValueNameRule = "A name of a value starts with a letter or '_', and continues with letters, digits, '_', '-' and '.'.";
}
