using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Sends messages as server-sent events. The next message is computed when the client has received the last one, so a slow client gets fewer of them, and delays nothing.</summary>
internal static class EventStream
{
    /// <summary>The pause between messages: ten a second at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends messages until they end, the client has closed the connection, or the application stops.</summary>
    public static async Task SendAsync(HttpContext context, Func<CancellationToken, IAsyncEnumerable<SseItem<Message>>> messages)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers.ContentEncoding = "identity";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        CancellationToken stopping = context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
            await SseFormatter.WriteAsync(
                messages(ended.Token),
                response.Body,
                static (item, output) =>
                {
                    using var writer = new Utf8JsonWriter(output);
                    JsonSerializer.Serialize(writer, item.Data.Value, item.Data.Type);
                },
                ended.Token).ConfigureAwait(false);
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The client connects again if the application does.
        }
    }

    /// <summary>Creates a message.</summary>
    public static SseItem<Message> Item<T>(string name, T value, JsonTypeInfo<T> type)
        where T : notnull => new(new Message(value, type), name);

    /// <summary>What is sent.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Type">How it is written.</param>
    internal readonly record struct Message(object Value, JsonTypeInfo Type);
}
