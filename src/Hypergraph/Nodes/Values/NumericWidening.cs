using System.Numerics;

namespace Hypergraph.Nodes.Values;

/// <summary>
/// Converts numbers that a caller supplies if C# converts them without a cast. Unlike C# it never changes a number: a
/// <see langword="long"/> that no <see langword="double"/> equals is not converted.
/// </summary>
internal static class NumericWidening
{
    private const int NativeSigned = 1 << 20;
    private const int NativeUnsigned = 1 << 21;
    private const int Signed128 = 1 << 22;
    private const int Unsigned128 = 1 << 23;
    private const int Big = 1 << 24;
    private const int Real = (1 << (int)TypeCode.Single) | (1 << (int)TypeCode.Double) | (1 << (int)TypeCode.Decimal);
    private const int FromUInt64 = Real | Signed128 | Unsigned128 | Big;
    private const int FromInt64 = Real | Signed128 | Big;
    private const int FromUInt32 = FromUInt64 | (1 << (int)TypeCode.Int64) | (1 << (int)TypeCode.UInt64) | NativeUnsigned;
    private const int FromInt32 = FromInt64 | (1 << (int)TypeCode.Int64) | NativeSigned;
    private const int FromUInt16 = FromUInt32 | (1 << (int)TypeCode.Int32) | (1 << (int)TypeCode.UInt32) | NativeSigned;
    private const int FromInt16 = FromInt32 | (1 << (int)TypeCode.Int32);
    private const int FromByte = FromUInt16 | (1 << (int)TypeCode.Int16) | (1 << (int)TypeCode.UInt16);
    private const int FromSByte = FromInt16 | (1 << (int)TypeCode.Int16);
    private const int FromChar = FromUInt16 | (1 << (int)TypeCode.UInt16);

    /// <summary>Whether C# converts values of one type to another without a cast. Both may be nullable.</summary>
    public static bool IsImplicit(Type from, Type to)
    {
        Type? valueOrNull = Nullable.GetUnderlyingType(from);
        Type? targetOrNull = Nullable.GetUnderlyingType(to);
        return (valueOrNull is null || targetOrNull is not null) && (TargetsOf(valueOrNull ?? from) & MaskOf(targetOrNull ?? to)) != 0;
    }

    /// <summary>Whether values of the type are numbers, or characters, which C# treats as numbers.</summary>
    public static bool IsNumber(Type type) => TargetsOf(type) != 0 || type == typeof(double) || type == typeof(decimal) || type == typeof(BigInteger);

    /// <summary>Returns the value as the type, if it is a number that C# would convert and that the type can represent; otherwise the value itself.</summary>
    public static object? Widen(object? value, Type type)
    {
        if (value is null || value.GetType() == type || !IsImplicit(value.GetType(), type))
        {
            return value;
        }

        Type target = Nullable.GetUnderlyingType(type) ?? type;
        object? widened = value is float single ? (double)single
            : value is UInt128 large ? (BigInteger)large
            : FromInteger(IntegerOf(value), target);
        return widened ?? value;
    }

    private static Int128 IntegerOf(object value) => value switch
    {
        char number => number,
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => number,
        nint number => number,
        Int128 number => number,
        _ => (nuint)value,
    };

    /// <summary>Returns the number as a value of the type; null if a floating-point type would round it.</summary>
    private static object? FromInteger(Int128 number, Type type)
    {
        if (type == typeof(nint))
        {
            return (nint)number;
        }

        if (type == typeof(nuint))
        {
            return (nuint)number;
        }

        if (type == typeof(Int128))
        {
            return number;
        }

        if (type == typeof(UInt128))
        {
            return (UInt128)number;
        }

        if (type == typeof(BigInteger))
        {
            return (BigInteger)number;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int16 => (short)number,
            TypeCode.UInt16 => (ushort)number,
            TypeCode.Int32 => (int)number,
            TypeCode.UInt32 => (uint)number,
            TypeCode.Int64 => (long)number,
            TypeCode.UInt64 => (ulong)number,
            TypeCode.Single => (Int128)(float)number == number ? (float)number : null,
            TypeCode.Double => (Int128)(double)number == number ? (double)number : null,
            _ => (decimal)number,
        };
    }

    /// <summary>Returns the types to which C# converts values of a type, as bits.</summary>
    private static int TargetsOf(Type type) =>
        type.IsEnum ? 0
        : type == typeof(nint) ? FromInt64 | (1 << (int)TypeCode.Int64)
        : type == typeof(nuint) ? FromUInt64 | (1 << (int)TypeCode.UInt64)
        : type == typeof(Int128) || type == typeof(UInt128) ? Big
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Char => FromChar,
            TypeCode.SByte => FromSByte,
            TypeCode.Byte => FromByte,
            TypeCode.Int16 => FromInt16,
            TypeCode.UInt16 => FromUInt16,
            TypeCode.Int32 => FromInt32,
            TypeCode.UInt32 => FromUInt32,
            TypeCode.Int64 => FromInt64,
            TypeCode.UInt64 => FromUInt64,
            TypeCode.Single => 1 << (int)TypeCode.Double,
            _ => 0,
        };

    private static int MaskOf(Type type) =>
        type.IsEnum ? 0
        : type == typeof(nint) ? NativeSigned
        : type == typeof(nuint) ? NativeUnsigned
        : type == typeof(Int128) ? Signed128
        : type == typeof(UInt128) ? Unsigned128
        : type == typeof(BigInteger) ? Big
        : Type.GetTypeCode(type) is >= TypeCode.Char and <= TypeCode.Decimal and var code ? 1 << (int)code : 0;
}
