using System.Reflection;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>A parameter, an element of a tuple or a member of an object, to which an input or output of a graph belongs.</summary>
/// <param name="Name">Its name; null if it has none at run time.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Property">The property, of a member of an object; null for others.</param>
internal readonly record struct Part(string? Name, Type Type, PropertyInfo? Property = null)
{
    /// <summary>Parts without names.</summary>
    public static Part[] Of(IEnumerable<Type> types) => [.. types.Select(type => new Part(Name: null, type))];

    /// <summary>The part in messages.</summary>
    public string Describe(int index) => Name is null ? $"value {index + 1}" : $"'{Name}'";

    /// <summary>The name among others that is this part's: the same one, or the only one that differs in case alone.</summary>
    public string? FindIn(IEnumerable<string> names)
    {
        string? name = Name;
        string[] similar = [.. names.Where(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase))];
        return Array.Find(similar, other => other == name) ?? (similar.Length == 1 ? similar[0] : null);
    }
}
