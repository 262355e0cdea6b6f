using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hypergraph.Orleans;

/// <summary>Writes values as JSON to buffers that are used again. Safe from any thread.</summary>
/// <param name="encoder">Escapes text; null for the encoder of <see cref="JavaScriptEncoder.Default"/>.</param>
/// <param name="isIndented">Whether the JSON is indented.</param>
/// <param name="maxDepth">The number of levels; 0 for the default of <see cref="JsonWriterOptions.MaxDepth"/>.</param>
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
    /// <exception cref="ValueSizeException">It is larger than may travel.</exception>
    /// <exception cref="NotSupportedException">It contains text that UTF-8 cannot represent.</exception>
    public byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // A value whose own code writes another value finds no spare here, and makes one.
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

        /// <summary>Writes to the buffer; what it holds on to is the buffer alone.</summary>
        public Utf8JsonWriter Writer => _writer ??= new Utf8JsonWriter(Buffer, options);
    }
}
