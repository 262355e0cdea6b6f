using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hypergraph.Tool.Output;

/// <summary>Writes JSON as one line.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Returns JSON as text without line breaks.</summary>
    /// <param name="write">Writes the value.</param>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes JSON and the end of the line to standard output.</summary>
    /// <param name="write">Writes the value.</param>
    public static void WriteLine(Action<Utf8JsonWriter> write) => StandardOutput.Writer.Write(Text(write) + '\n');

    /// <summary>Writes text, or null. Characters beyond the basic plane stay as they are, which the encoders of the serializer escape.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        json.WriteTextValue(text);
    }

    /// <summary>Writes text, or null, as a value.</summary>
    public static void WriteTextValue(this Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(Encoding.UTF8.GetBytes(Quote(text)), skipInputValidation: true);
        }
    }

    /// <summary>Writes an array.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The name of the property; null for an element or the outermost value.</param>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes an item.</param>
    public static void WriteArray<T>(this Utf8JsonWriter json, string? name, IEnumerable<T> items, Action<T> write)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a duration as a number of milliseconds, or null.</summary>
    public static void WriteMilliseconds(this Utf8JsonWriter json, string name, TimeSpan? duration)
    {
        if (duration is { } time)
        {
            json.WriteNumber(name, time.Ticks / (decimal)TimeSpan.TicksPerMillisecond);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                _ when char.IsControl(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
