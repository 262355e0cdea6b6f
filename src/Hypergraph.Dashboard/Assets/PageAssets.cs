using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Assets;

/// <summary>Sends the page and its parts, which are in the assembly. Each is compressed once, when it is first asked for.</summary>
internal static class PageAssets
{
    private static readonly Dictionary<string, Lazy<Asset>> All = new(StringComparer.Ordinal)
    {
        ["index.html"] = Load("index.html", "text/html; charset=utf-8"),
        ["dashboard.js"] = Load("assets/dashboard.js", "text/javascript; charset=utf-8"),
        ["layout.js"] = Load("assets/layout.js", "text/javascript; charset=utf-8"),
        ["dashboard.css"] = Load("assets/dashboard.css", "text/css; charset=utf-8"),
        ["THIRD-PARTY-NOTICES.txt"] = Load("THIRD-PARTY-NOTICES.txt", "text/plain; charset=utf-8"),
    };

    /// <summary>Sends the page.</summary>
    public static Task SendPageAsync(HttpContext context) => SendAsync(context, All["index.html"].Value);

    /// <summary>Sends a part of the page.</summary>
    public static Task SendAsync(HttpContext context, string name)
    {
        if (All.TryGetValue(name, out Lazy<Asset>? asset))
        {
            return SendAsync(context, asset.Value);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, Asset asset)
    {
        IHeaderDictionary headers = context.Response.Headers;

        // The next version of the package has the same addresses, so a browser asks each time, and mostly gets 304.
        headers.CacheControl = "no-cache";
        headers.ETag = asset.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        (string? encoding, byte[] body) = context.Request.Headers.AcceptEncoding.ToString() is var accepted && accepted.Contains("br", StringComparison.Ordinal) ? ("br", asset.Brotli)
            : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", asset.Gzip)
            : (null, asset.Plain);
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static Lazy<Asset> Load(string file, string contentType) => new(() =>
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{file}") ?? throw new InvalidOperationException($"The assembly lacks {file} of the page.");
        byte[] plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        return new Asset(
            contentType,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..16]}\"",
            plain,
            Compressed(plain, output => new BrotliStream(output, CompressionLevel.SmallestSize)),
            Compressed(plain, output => new GZipStream(output, CompressionLevel.SmallestSize)));
    });

    private static byte[] Compressed(byte[] plain, Func<Stream, Stream> compress)
    {
        using var output = new MemoryStream();
        using (Stream compression = compress(output))
        {
            compression.Write(plain);
        }

        return output.ToArray();
    }

    private sealed record Asset(string ContentType, string Tag, byte[] Plain, byte[] Brotli, byte[] Gzip);
}
