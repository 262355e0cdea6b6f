using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>The elements of tuples. A tuple of more than seven elements has the others in another tuple, its last element.</summary>
internal static class TupleShape
{
    private const int MaxFlat = 7;

    private static readonly Type[] Open =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>),
        typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
    ];

    /// <summary>Whether a type is a tuple of values.</summary>
    public static bool IsTuple(Type type) => type.IsGenericType && type.IsValueType && type.IsAssignableTo(typeof(ITuple));

    /// <summary>The types of all elements.</summary>
    public static Type[] ElementsOf(Type tuple)
    {
        Type[] elements = tuple.GetGenericArguments();
        return elements.Length > MaxFlat && IsTuple(elements[MaxFlat]) ? [.. elements[..MaxFlat], .. ElementsOf(elements[MaxFlat])] : elements;
    }

    /// <summary>The tuple of some elements.</summary>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Tuples have no requirements for their elements.")]
    public static Type TypeOf(Type[] elements) => elements.Length <= MaxFlat
        ? Open[elements.Length - 1].MakeGenericType(elements)
        : Open[MaxFlat].MakeGenericType([.. elements[..MaxFlat], TypeOf(elements[MaxFlat..])]);

    /// <summary>Creates a generic object for a tuple from those for its elements.</summary>
    /// <param name="open">The open types by the number of elements, the last one for tuples in tuples.</param>
    /// <param name="elements">The types of the elements.</param>
    /// <param name="parts">The objects for the elements.</param>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    public static object Create(Type[] open, Type[] elements, object[] parts) => elements.Length <= MaxFlat
        ? ClosedTypes.Create(open[elements.Length - 1], elements, parts)
        : ClosedTypes.Create(
            open[MaxFlat], [.. elements[..MaxFlat], TypeOf(elements[MaxFlat..])], [.. parts[..MaxFlat], Create(open, elements[MaxFlat..], parts[MaxFlat..])]);
}
