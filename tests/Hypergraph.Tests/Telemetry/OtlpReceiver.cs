using System.Net;
using System.Text;

namespace Hypergraph.Tests.Telemetry;

/// <summary>A receiver of OTLP over HTTP on this machine, which decodes the traces of its requests.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly List<OtlpSpan> _spans = [];

    public OtlpReceiver()
    {
        // Another process may use a port that was free a moment ago, so several are tried.
        for (int attempt = 0; ; attempt++)
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/v1/traces");
            }

            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://127.0.0.1:{Endpoint.Port}/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
            }
        }

        _serving = ServeAsync();
    }

    /// <summary>Where traces are sent.</summary>
    public Uri Endpoint { get; }

    /// <summary>The spans received so far.</summary>
    public IReadOnlyList<OtlpSpan> Spans
    {
        get
        {
            lock (_spans)
            {
                return [.. _spans];
            }
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            lock (_spans)
            {
                _spans.AddRange(Decode(body.ToArray()));
            }

            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>: resource spans 1, scope spans 2, spans 2.</summary>
    private static IEnumerable<OtlpSpan> Decode(byte[] request) =>
        from resource in Fields(request)
        where resource.Number == 1
        from scope in Fields(resource.Bytes)
        where scope.Number == 2
        from span in Fields(scope.Bytes)
        where span.Number == 2
        select ReadSpan(span.Bytes);

    private static OtlpSpan ReadSpan(byte[] span)
    {
        var fields = Fields(span).ToLookup(f => f.Number, f => f.Bytes);
        return new OtlpSpan(
            Convert.ToHexStringLower(fields[1].Single()),
            Convert.ToHexStringLower(fields[2].Single()),
            fields[4].Select(Convert.ToHexStringLower).SingleOrDefault(string.Empty),
            Encoding.UTF8.GetString(fields[5].Single()),
            fields[9].Select(attribute => Fields(attribute).ToLookup(f => f.Number, f => f.Bytes))
                .ToDictionary(a => Encoding.UTF8.GetString(a[1].Single()), a => a[2].SelectMany(Fields).Where(f => f.Number == 1).Select(f => Encoding.UTF8.GetString(f.Bytes)).SingleOrDefault()));
    }

    /// <summary>The fields of a message; numbers have no bytes.</summary>
    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        List<(int Number, byte[] Bytes)> fields = [];
        int position = 0;
        while (position < message.Length)
        {
            ulong key = ReadNumber();
            int length = (key & 7) switch
            {
                0 => SkipNumber(),
                1 => 8,
                5 => 4,
                2 => (int)ReadNumber(),
                _ => throw new InvalidDataException($"Unknown wire type {key & 7}."),
            };
            fields.Add(((int)(key >> 3), message[position..(position + length)]));
            position += length;
        }

        return fields;

        int SkipNumber()
        {
            _ = ReadNumber();
            return 0;
        }

        ulong ReadNumber()
        {
            ulong number = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = message[position++];
                number |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return number;
                }
            }
        }
    }
}
