using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hypergraph.Durability.Values;

/// <summary>Converts numbers that a call supplies to the declared type of the input, where C# converts them without a cast. Runs accept such numbers.</summary>
internal static class InputNumbers
{
    private const int Real = (1 << (int)TypeCode.Single) | (1 << (int)TypeCode.Double) | (1 << (int)TypeCode.Decimal);
    private const int FromInt32 = Real | (1 << (int)TypeCode.Int64);
    private const int FromUInt32 = FromInt32 | (1 << (int)TypeCode.UInt64);
    private const int FromInt16 = FromInt32 | (1 << (int)TypeCode.Int32);
    private const int FromUInt16 = FromUInt32 | (1 << (int)TypeCode.Int32) | (1 << (int)TypeCode.UInt32);

    /// <summary>Returns a value as the declared type if it is a number or an array of numbers that C# converts; otherwise the value itself.</summary>
    public static object? Widen(object? value, Type declared)
    {
        if (value is null || declared.IsInstanceOfType(value))
        {
            return value;
        }

        if (value is Array { Rank: 1 } items && declared is { IsInterface: true, IsGenericType: true } && declared.GetGenericArguments() is [var item])
        {
            return WidenItems(items, item);
        }

        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        return IsImplicit(value.GetType(), type) ? Convert.ChangeType(value, Type.GetTypeCode(type), CultureInfo.InvariantCulture) : value;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The items are numbers.")]
    private static Array WidenItems(Array items, Type item)
    {
        if (items.GetType().GetElementType() is not { } from || !IsImplicit(from, Nullable.GetUnderlyingType(item) ?? item))
        {
            return items;
        }

        var widened = Array.CreateInstance(item, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            widened.SetValue(Widen(items.GetValue(i), item), i);
        }

        return widened;
    }

    private static bool IsImplicit(Type from, Type to) => !from.IsEnum && !to.IsEnum && (TargetsOf(Type.GetTypeCode(from)) & (1 << (int)Type.GetTypeCode(to))) != 0;

    private static int TargetsOf(TypeCode code) => code switch
    {
        TypeCode.SByte => FromInt16 | (1 << (int)TypeCode.Int16),
        TypeCode.Byte => FromUInt16 | (1 << (int)TypeCode.Int16) | (1 << (int)TypeCode.UInt16),
        TypeCode.Int16 => FromInt16,
        TypeCode.UInt16 => FromUInt16,
        TypeCode.Char => (FromUInt16 | (1 << (int)TypeCode.UInt16)) & ~Real,
        TypeCode.Int32 => FromInt32,
        TypeCode.UInt32 => FromUInt32,
        TypeCode.Int64 or TypeCode.UInt64 => Real,
        TypeCode.Single => 1 << (int)TypeCode.Double,
        _ => 0,
    };
}
