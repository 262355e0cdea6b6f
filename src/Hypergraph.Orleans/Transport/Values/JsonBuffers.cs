using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>Writes values as JSON to reusable buffers. Thread-safe.</summary>
/// <param name="encoder">Escapes text; null for <see cref="JavaScriptEncoder.Default"/>.</param>
/// <param name="isIndented">Whether the JSON is indented.</param>
/// <param name="maxDepth">The maximum number of levels; 0 for the default of <see cref="JsonWriterOptions.MaxDepth"/>.</param>
internal sealed class JsonBuffers(JavaScriptEncoder? encoder, bool isIndented, int maxDepth)
{
    private readonly JsonWriterOptions _options = new()
    {
        Encoder = new StrictEncoder(encoder ?? JavaScriptEncoder.Default),
        Indented = isIndented,
        MaxDepth = maxDepth,
        SkipValidation = true,
    };

    private Spare? _spare;

    /// <summary>Writes a value.</summary>
    /// <exception cref="ValueSizeException">The value exceeds the size limit.</exception>
    /// <exception cref="NotSupportedException">The value contains text that UTF-8 cannot represent.</exception>
    public byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // In a nested call, from a value that writes another value, the spare is in use, and a new one is created.
        Spare spare = Interlocked.Exchange(ref _spare, null) ?? new Spare(_options);
        write(spare.Writer, value);
        spare.Writer.Flush();
        byte[] written = spare.Buffer.ToArray();
        if (spare.Buffer.Reset())
        {
            spare.Writer.Reset();
            Volatile.Write(ref _spare, spare);
        }

        return written;
    }

    private sealed class Spare(JsonWriterOptions options)
    {
        private Utf8JsonWriter? _writer;

        public LimitedBuffer Buffer { get; } = new();

        /// <summary>The writer of the buffer; it references only the buffer.</summary>
        public Utf8JsonWriter Writer => _writer ??= new Utf8JsonWriter(Buffer, options);
    }
}
