using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans;

/// <summary>Looks how deep objects refer to each other, through their fields, without calling any of their code.</summary>
internal sealed class ObjectDepth
{
    private const int MaxDepth = 64;
    private const int MaxObjects = 2_000;

    private static readonly ConditionalWeakTable<Type, FieldInfo[]> Fields = [];

    // The height of each object below which everything was seen; 0 for one that is being looked at.
    private readonly Dictionary<object, int> _heights = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether there is an end to what a value refers to, and no path to it is long; false too if it is too much to look at.</summary>
    public static bool IsBounded(object value) => new ObjectDepth().HeightOf(value, depth: 0) is not null;

    /// <returns>The longest path downwards, in objects; null if it is too long or comes back to where it was.</returns>
    private int? HeightOf(object? value, int depth)
    {
        if (value is null || IsLeaf(value.GetType()))
        {
            return 1;
        }

        if (_heights.TryGetValue(value, out int known))
        {
            return known > 0 && depth + known <= MaxDepth ? known : null;
        }

        if (depth == MaxDepth || _heights.Count == MaxObjects)
        {
            return null;
        }

        _heights[value] = 0;
        int height = 1;
        foreach (object? part in PartsOf(value))
        {
            if (HeightOf(part, depth + 1) is not { } below)
            {
                return null;
            }

            height = Math.Max(height, below + 1);
        }

        _heights[value] = height;
        return height;
    }

    private static IEnumerable<object?> PartsOf(object value) => value is Array array
        ? IsLeaf(array.GetType().GetElementType()!) ? [] : array.Cast<object?>()
        : Fields.GetValue(value.GetType(), FindFields).Select(f => f.GetValue(value));

    private static FieldInfo[] FindFields(Type type)
    {
        List<FieldInfo> found = [];
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            found.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => !IsLeaf(f.FieldType)));
        }

        return [.. found];
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRef || type == typeof(string) || type == typeof(decimal)
        || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type);
}
