namespace Hypergraph.Nodes.Values;

/// <summary>Recognizes tasks among values of any type.</summary>
internal static class TaskValue
{
    /// <summary>Whether a value is a task of any kind.</summary>
    public static bool IsTask(object? value) => value is Task or ValueTask || IsGenericValueTask(value);

    private static bool IsGenericValueTask(object? value) =>
        value is ValueType && value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>);
}
