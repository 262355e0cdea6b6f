using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>
/// Serializes values without a declared type so that their types are preserved: null, Booleans, strings and 64-bit
/// integers as in JSON, lists as arrays, everything else as <c>{"type": value}</c>. The types are a closed
/// list, so that a sender cannot create arbitrary types by name.
/// </summary>
internal static class UntypedValues
{
    /// <summary>The maximum nesting of lists and dictionaries; a value that contains itself exceeds any limit.</summary>
    public const int MaxDepth = 64;

    private const string DictionaryName = "dictionary";

    // A dictionary has two levels of JSON, and the innermost value may have another.
    private const int MaxJsonDepth = (2 * MaxDepth) + 2;

    private static readonly Dictionary<string, Type> Types = new Type[]
    {
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal), typeof(char), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Uri), typeof(Version), typeof(byte[]),
    }.ToDictionary(t => t.Name);

    private static readonly JsonSerializerOptions Options = new()
    {
        MaxDepth = MaxJsonDepth,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly JsonBuffers Buffers = new(encoder: null, isIndented: false, MaxJsonDepth);

    /// <summary>Whether a type is <see cref="object"/> or a nested list of it.</summary>
    public static bool IsUntyped(Type type) => type == typeof(object) || (ItemTypeOf(type) is { } item && IsUntyped(item));

    public static byte[] Write(object? value) => Buffers.Write(value, static (writer, written) => Write(writer, written, depth: 0));

    public static object? Read(ReadOnlySpan<byte> data, Type type)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        return ConvertLists(FromJson(JsonNode.Parse(ref reader)), type);
    }

    private static Type? ItemTypeOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Converts lists to arrays of the declared item type.</summary>
    private static object? ConvertLists(object? value, Type type)
    {
        if (value is not object?[] list || ItemTypeOf(type) is not { } item || item == typeof(object))
        {
            return value;
        }

        var array = Array.CreateInstance(item, list.Length);
        for (int i = 0; i < list.Length; i++)
        {
            array.SetValue(ConvertLists(list[i], item), i);
        }

        return array;
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case var _ when Types.TryGetValue(value.GetType().Name, out Type? type) && type == value.GetType():
                writer.WriteStartObject();
                writer.WritePropertyName(type.Name);
                JsonSerializer.Serialize(writer, value, type, Options);
                writer.WriteEndObject();
                break;
            case IDictionary dictionary:
                CheckDepth(depth);
                WriteDictionary(writer, dictionary, depth + 1);
                break;
            case IEnumerable list:
                CheckDepth(depth);
                WriteList(writer, list, depth + 1);
                break;
            default:
                throw new NotSupportedException($"a value of type {value.GetType()} is not a simple value, and no type is declared for it");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            Write(writer, item, depth);
        }

        writer.WriteEndArray();
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, int depth)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(DictionaryName);
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(entry.Key as string ?? throw new NotSupportedException($"a dictionary with keys of type {entry.Key.GetType()} is not a simple value"));
            Write(writer, entry.Value, depth);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void CheckDepth(int depth)
    {
        if (depth == MaxDepth)
        {
            throw new NotSupportedException(
                $"its lists and dictionaries are nested deeper than {MaxDepth} levels, the limit for values without a declared type, or it contains itself.");
        }
    }

    private static object? FromJson(JsonNode? json) => json switch
    {
        null => null,
        JsonArray list => list.Select(FromJson).ToArray(),
        JsonObject typed => FromTyped(typed.Single()),
        _ => json.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.GetValue<long>(),
            _ => json.GetValue<string>(),
        },
    };

    private static object? FromTyped(KeyValuePair<string, JsonNode?> typed) => typed.Key == DictionaryName
        ? typed.Value!.AsObject().ToDictionary(p => p.Key, p => FromJson(p.Value))
        : typed.Value.Deserialize(Types[typed.Key], Options);
}
