using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hypergraph.Dashboard.Json;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Http;

/// <summary>Writes responses.</summary>
internal static class Responses
{
    /// <summary>Writes a value as JSON.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);
    }

    /// <summary>Writes an error.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new Problem(title, detail, status), DashboardJson.Default.Problem, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Writes that there is no such run.</summary>
    public static Task UnknownRunAsync(HttpContext context) =>
        ProblemAsync(context, StatusCodes.Status404NotFound, "Unknown run", "There is no such run, or it ended too long ago.");

    /// <summary>Reads the JSON of a request.</summary>
    /// <returns>The value; null if the request has none, or it cannot be read. The response then says so.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // The response says so.
        }

        await ProblemAsync(context, StatusCodes.Status400BadRequest, "Unreadable request", "The body of the request is not the expected JSON.").ConfigureAwait(false);
        return null;
    }
}
