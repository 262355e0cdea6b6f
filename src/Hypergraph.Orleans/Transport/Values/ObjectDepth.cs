using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>Measures the depth of an object graph through its fields, without calling any code of the objects.</summary>
internal sealed class ObjectDepth
{
    private const int MaxDepth = 64;
    private const int MaxObjects = 2_000;

    private static readonly ConditionalWeakTable<Type, FieldInfo[]> Fields = [];

    // The height of each completely visited object; 0 while an object is being visited.
    private readonly Dictionary<object, int> _heights = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the object graph of a value has no cycle and a limited depth; false also if it has too many objects.</summary>
    public static bool IsBounded(object value) => new ObjectDepth().HeightOf(value, depth: 0) is not null;

    /// <returns>The length of the longest path, in objects; null if it is too long or has a cycle.</returns>
    private int? HeightOf(object? value, int depth)
    {
        if (value is null || IsLeaf(value.GetType()))
        {
            return 1;
        }

        if (_heights.TryGetValue(value, out int cachedHeight))
        {
            return cachedHeight > 0 && depth + cachedHeight <= MaxDepth ? cachedHeight : null;
        }

        if (depth == MaxDepth || _heights.Count == MaxObjects)
        {
            return null;
        }

        _heights[value] = 0;
        int height = 1;
        foreach (object? part in PartsOf(value))
        {
            if (HeightOf(part, depth + 1) is not { } partHeight)
            {
                return null;
            }

            height = Math.Max(height, partHeight + 1);
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
        for (Type? current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            found.AddRange(current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => !IsLeaf(f.FieldType)));
        }

        return [.. found];
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRef || type == typeof(string) || type == typeof(decimal)
        || typeof(MemberInfo).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type);
}
