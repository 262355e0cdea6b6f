using System.Collections;
using System.Globalization;
using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What travels of an exception.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class RemoteError
{
    private const int MaxInnerDepth = 8;

    /// <summary>The number of entries of its data that travel at most.</summary>
    private const int MaxDataEntries = 32;

    /// <summary>The full name of its type, then those of the types that it derives from.</summary>
    [Id(0)]
    public required string[] Types { get; init; }

    [Id(1)]
    public required string Message { get; init; }

    [Id(2)]
    public string? StackTrace { get; init; }

    [Id(3)]
    public RemoteError? Inner { get; init; }

    /// <summary>The texts in its data by their keys, such as where it failed (<see cref="FailureData"/>); null if there are none.</summary>
    [Id(4)]
    public Dictionary<string, string>? Data { get; init; }

    /// <summary>About what it takes in a message.</summary>
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

    /// <summary>What exceptions of all kinds keep: texts, numbers and the like, as text. Its own code may fail too.</summary>
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
            // What could be read of it travels.
        }

        return texts.Count == 0 ? null : texts;
    }

    private static IEnumerable<string> TypesOf(Type type)
    {
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            yield return at.FullName ?? at.Name;
        }
    }

    /// <summary>A text that an exception's own code makes, which may fail too.</summary>
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
