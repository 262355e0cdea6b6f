using System.Text;

namespace Hypergraph.Testing.Events;

/// <summary>Writes the message of a failed assertion: the expected and the actual events, with a mark where they differ.</summary>
internal static class EventMessage
{
    /// <summary>The maximum number of lines before and after the mark.</summary>
    private const int MaxAround = 20;

    /// <summary>Creates the exception.</summary>
    /// <param name="difference">The difference, as a sentence.</param>
    /// <param name="expected">The patterns; null if none is expected.</param>
    /// <param name="expectedMark">The index of the pattern to mark.</param>
    /// <param name="actual">The events.</param>
    /// <param name="mark">The index of the event to mark.</param>
    /// <param name="inner">The failure that prevented the expected event, or null.</param>
    public static EventAssertionException Create(
        string difference, EventPattern[]? expected, int? expectedMark, IReadOnlyList<Event> actual, int? mark, Exception? inner = null)
    {
        var message = new StringBuilder(difference);
        if (expected is not null)
        {
            Append(message, "Expected", [.. expected.Select(pattern => pattern.ToString())], expectedMark);
        }

        Append(message, "Actual", EventText.Of(actual), mark);
        return new EventAssertionException(message.ToString(), inner);
    }

    private static void Append(StringBuilder message, string title, string[] lines, int? mark)
    {
        message.Append('\n').Append(title).Append(lines.Length == 0 ? ": none" : ":");
        int center = mark ?? 0;
        int first = Math.Max(0, center - MaxAround);
        int end = Math.Min(lines.Length, center + MaxAround + 1);
        AppendOmitted(message, first);
        for (int i = first; i < end; i++)
        {
            message.Append('\n').Append(i == mark ? "  > " : "    ").Append(lines[i]);
        }

        AppendOmitted(message, lines.Length - end);
        if (mark == lines.Length && lines.Length > 0)
        {
            message.Append("\n  > (end)");
        }
    }

    private static void AppendOmitted(StringBuilder message, int count)
    {
        if (count > 0)
        {
            message.Append("\n    … ").Append(count).Append(" more");
        }
    }
}
