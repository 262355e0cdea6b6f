using System.Collections;
using System.Globalization;
using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Transport.Results;

/// <summary>The serialized form of an exception.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.RemoteError")]
[Immutable]
internal sealed class RemoteError
{
    private const int MaxInnerDepth = 8;

    private const int MaxDataEntries = 32;

    /// <summary>The full names of its type and of its base types.</summary>
    [Id(0)]
    public required string[] Types { get; init; }

    [Id(1)]
    public required string Message { get; init; }

    [Id(2)]
    public string? StackTrace { get; init; }

    [Id(3)]
    public RemoteError? Inner { get; init; }

    /// <summary>The entries of its data, such as the place of the failure (<see cref="FailureData"/>); null if there are none.</summary>
    [Id(4)]
    public Dictionary<string, string>? Data { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => Types.Sum(t => t.Length) + Message.Length + (StackTrace?.Length ?? 0) + (Data?.Sum(e => e.Key.Length + e.Value.Length) ?? 0) + (Inner?.Bytes ?? 0);

    public static RemoteError Of(Exception error, int depth = 0) => new()
    {
        Types = [.. TypesOf(error.GetType())],
        Message = TextOf(() => error.Message) ?? string.Empty,
        StackTrace = TextOf(() => error.StackTrace),
        Data = DataOf(error),
        Inner = depth < MaxInnerDepth && error.InnerException is { } inner ? Of(inner, depth + 1) : null,
    };

    public Exception ToException()
    {
        Exception exception = Create(Inner?.ToException());
        foreach ((string key, string value) in Data ?? [])
        {
            exception.Data[key] = value;
        }

        return exception;
    }

    private Exception Create(Exception? inner) => Types[0] switch
    {
        var name when name == typeof(ValueTransportException).FullName => new ValueTransportException(Message, inner),
        var name when name == typeof(ItemLostException).FullName => new ItemLostException(Message),
        _ when Types.Contains(typeof(OperationCanceledException).FullName) => new OperationCanceledException(Message, inner),
        _ => new RemoteNodeException(Message, Types, StackTrace, inner),
    };

    /// <summary>Reads the strings, numbers and similar values in the exception's data, as text. The exception's code may throw.</summary>
    private static Dictionary<string, string>? DataOf(Exception error)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (DictionaryEntry entry in error.Data)
            {
                if (entry is { Key: string key, Value: string or IConvertible } && texts.Count < MaxDataEntries
                    && WireText.Of(Convert.ToString(entry.Value, CultureInfo.InvariantCulture), WireBatches.MaxTextLength) is { } text)
                {
                    texts.Add(key, text);
                }
            }
        }
        catch (Exception)
        {
            // Keep the entries read so far.
        }

        return texts.Count == 0 ? null : texts;
    }

    private static IEnumerable<string> TypesOf(Type type)
    {
        for (Type? current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            yield return current.FullName ?? current.Name;
        }
    }

    /// <summary>Reads a text of an exception, whose code may throw.</summary>
    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return WireText.Of(read(), WireBatches.MaxErrorLength);
        }
        catch (Exception exception)
        {
            return $"(cannot be read: {exception.GetType().Name})";
        }
    }
}
