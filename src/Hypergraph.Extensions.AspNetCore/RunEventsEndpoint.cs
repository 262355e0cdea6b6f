using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Extensions.AspNetCore;

/// <summary>Sends the events of a run as server-sent events.</summary>
internal sealed class RunEventsEndpoint
{
    public const string IdParameter = "id";

    private const string GapType = "gap";

    private readonly IRunRegistry _registry;
    private readonly RunEventJson _json;

    private RunEventsEndpoint(IRunRegistry registry, RunEventJson json)
    {
        _registry = registry;
        _json = json;
    }

    /// <exception cref="InvalidOperationException">There is no registry of runs.</exception>
    public static RunEventsEndpoint Create(IServiceProvider services)
    {
        IRunRegistry registry = services.GetService<IRunRegistry>()
            ?? throw new InvalidOperationException("The services have no registry of runs. Call builder.Services.AddHypergraph(…) before the application is built.");
        return new RunEventsEndpoint(registry, RunEventJson.Create(services));
    }

    public Task HandleAsync(HttpContext context)
    {
        string? text = context.GetRouteValue(IdParameter) as string;
        if (!RunId.TryParse(text, CultureInfo.InvariantCulture, out RunId id))
        {
            return RejectAsync(context, StatusCodes.Status400BadRequest, $"'{text}' is no id of a run. An id has 32 hexadecimal digits.");
        }

        if (_registry.Find(id) is not { } run)
        {
            return RejectAsync(context, StatusCodes.Status404NotFound, $"There is no run with the id {id}, or it ended too long ago.");
        }

        if (!TryReadLastEventId(context.Request, out long? last))
        {
            return RejectAsync(context, StatusCodes.Status400BadRequest, "The header Last-Event-ID is no number of an event. Send the id of the last event that was received.");
        }

        if (run.HasNoEventsAfter(last))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return SendAsync(context, run, last);
    }

    private static bool TryReadLastEventId(HttpRequest request, out long? last)
    {
        last = null;
        string? text = request.Headers["Last-Event-ID"];
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        last = number;
        return isNumber;
    }

    private static Task RejectAsync(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    private static async IAsyncEnumerable<SseItem<RecordedEvent>> ItemsOf(
        RunEntry run, long? last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RecordedEvent recorded in run.ReadEventsAsync(last, cancellationToken).ConfigureAwait(false))
        {
            if (recorded.MissedCount > 0)
            {
                yield return new SseItem<RecordedEvent>(recorded, GapType);
            }

            yield return new SseItem<RecordedEvent>(recorded) { EventId = recorded.Number.ToString(CultureInfo.InvariantCulture) };
        }
    }

    private async Task SendAsync(HttpContext context, RunEntry run, long? last)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers.ContentEncoding = "identity";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        CancellationToken aborted = context.RequestAborted;
        try
        {
            // The client knows that it is connected before there is an event.
            await response.Body.FlushAsync(aborted).ConfigureAwait(false);
            await SseFormatter.WriteAsync(
                ItemsOf(run, last, aborted),
                response.Body,
                (item, output) =>
                {
                    if (item.EventType == GapType)
                    {
                        RunEventJson.WriteGap(output, item.Data.MissedCount);
                    }
                    else
                    {
                        _json.Write(output, item.Data.Event);
                    }
                },
                aborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The client has closed the connection. It resumes with the last id.
        }
    }
}
