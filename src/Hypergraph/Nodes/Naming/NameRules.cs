namespace Hypergraph;

/// <summary>Which names are valid.</summary>
internal static class NameRules
{
    /// <summary>Node and graph names are any text that is not blank.</summary>
    public static bool IsNodeOrGraphName(string? name) => !string.IsNullOrWhiteSpace(name);

    /// <summary>Value names start with a letter or an underscore; letters, digits, <c>_</c>, <c>-</c> and <c>.</c> follow.</summary>
    public static bool IsValueName(string? name) =>
        !string.IsNullOrEmpty(name)
        && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>What <see cref="IsValueName"/> asks for, in words.</summary>
    public const string ValueNameRule = "A name of a value starts with a letter or '_', and goes on with letters, digits, '_', '-' and '.'.";
}
