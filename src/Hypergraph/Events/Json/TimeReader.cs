using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Reads times that follow each other closely: of a time in the same second as the last one, only the fraction is parsed. Not thread-safe.</summary>
internal sealed class TimeReader
{
    /// <summary>The length of <c>2026-02-28T23:59:59</c>.</summary>
    private const int SecondLength = 19;

    /// <summary>The digits of 100 nanoseconds.</summary>
    private const int MaxDigits = 7;

    private readonly byte[] _second = new byte[SecondLength];
    private long _secondTicks;

    /// <summary>Reads a time.</summary>
    /// <exception cref="FormatException">The text is not a time.</exception>
    public DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.HasValueSequence ? [] : reader.ValueSpan;
        if (!HasFractionAndIsUtc(text))
        {
            return reader.GetDateTimeOffset();
        }

        if (text.StartsWith(_second) && TryReadFraction(text[(SecondLength + 1)..^1], out long ticks))
        {
            return new DateTimeOffset(_secondTicks + ticks, TimeSpan.Zero);
        }

        DateTimeOffset time = reader.GetDateTimeOffset();
        text[..SecondLength].CopyTo(_second);
        _secondTicks = time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond);
        return time;
    }

    private static bool HasFractionAndIsUtc(ReadOnlySpan<byte> text) =>
        text.Length is > SecondLength + 2 and <= SecondLength + 2 + MaxDigits && text[SecondLength] == '.' && text[^1] == 'Z';

    private static bool TryReadFraction(ReadOnlySpan<byte> digits, out long ticks)
    {
        ticks = 0;
        for (int i = 0; i < MaxDigits; i++)
        {
            int digit = i < digits.Length ? digits[i] - '0' : 0;
            if (digit is < 0 or > 9)
            {
                return false;
            }

            ticks = (ticks * 10) + digit;
        }

        return true;
    }
}
