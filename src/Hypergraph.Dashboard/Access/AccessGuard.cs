using System.Net;
using System.Security.Cryptography;
using System.Text;
using Hypergraph.Dashboard.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard.Access;

/// <summary>
/// Decides which requests are answered. Without an authorization policy: those of this machine only, whose name of the host is known, so that neither another machine nor a page of another site whose name
/// resolves to this machine reads anything. Changes need the token that only the page itself can read, and never come from another site.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="log">Receives a warning where any client may read.</param>
internal sealed partial class AccessGuard(DashboardOptions options, ILogger<AccessGuard> log)
{
    /// <summary>The header of the token.</summary>
    public const string TokenHeader = "X-Hypergraph-Token";

    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OtherSite = "A request of another site is not answered.";

    private readonly byte[] _token = RandomNumberGenerator.GetBytes(32);
    private int _hasWarned;

    /// <summary>The token of this process.</summary>
    public string Token => Convert.ToHexStringLower(_token);

    /// <summary>Answers a request that reads, if it may.</summary>
    public Task ReadAsync(HttpContext context, RequestDelegate handle)
    {
        AddHeaders(context.Response.Headers);
        return (RefusalOf(context) ?? (IsOfOtherSite(context.Request) ? OtherSite : null)) is { } reason ? RefuseAsync(context, reason) : handle(context);
    }

    /// <summary>Answers a request that changes something, if it may.</summary>
    public Task ChangeAsync(HttpContext context, RequestDelegate handle)
    {
        AddHeaders(context.Response.Headers);
        if (RefusalOf(context) is { } reason)
        {
            return RefuseAsync(context, reason);
        }

        if (!IsOfPage(context.Request))
        {
            return RefuseAsync(context, OtherSite);
        }

        if (!context.Request.HasJsonContentType())
        {
            return Responses.ProblemAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported content", "Send JSON, with the content type application/json.");
        }

        return HasToken(context.Request)
            ? handle(context)
            : Responses.ProblemAsync(context, StatusCodes.Status400BadRequest, "Wrong token", "The request lacks the token of this process. Load the page again.");
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static Task RefuseAsync(HttpContext context, string reason) => Responses.ProblemAsync(context, StatusCodes.Status403Forbidden, "Not allowed", reason);

    /// <summary>A browser says from which site a request comes; others that do not say it need the token all the same.</summary>
    private static bool IsOfPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"]
        && (request.Headers.Origin is [] || IsOwnOrigin(request));

    /// <summary>
    /// Whether a page of another site reads, other than by a link to the dashboard. The answer would be no use to it, unless a policy of the application (CORS) lets other sites read all answers:
    /// such a policy is not meant for the dashboard. A browser sends an origin, or says that it is another one.
    /// </summary>
    private static bool IsOfOtherSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin is not [] && !IsOwnOrigin(request),
        "same-origin" or "none" => false,
        _ => request.Headers["Sec-Fetch-Mode"] != "navigate",
    };

    private static bool IsOwnOrigin(HttpRequest request) => request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    private string? RefusalOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<IAllowAnonymous>() is null
            && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null))
        {
            return null;
        }

        bool isLocal = IsLocal(context);
        if (!isLocal && !options.AllowRemoteWithoutAuthorization)
        {
            return "The dashboard answers only this machine. Call RequireAuthorization on what MapHypergraph returns, or set DashboardOptions.AllowRemoteWithoutAuthorization.";
        }

        if (!isLocal && Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            LogRemote(context.Connection.RemoteIpAddress);
        }

        return IsKnown(context.Request.Host) ? null : $"The dashboard is not opened under the name '{context.Request.Host.Host}'. Add it to DashboardOptions.AllowedHosts.";
    }

    /// <summary>Whether a client is on this machine. A server without addresses, as in tests, is in this process. What a proxy passes on may come from anywhere.</summary>
    private static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Original-For")
        && !context.Request.Headers.ContainsKey("X-Real-IP")
        && !context.Request.Headers.ContainsKey("Via")
        && !context.Request.Headers.ContainsKey("X-Forwarded-Host");

    /// <summary>A page of another site has a name of its own, never an address.</summary>
    private bool IsKnown(HostString host) =>
        host.HasValue && (IPAddress.TryParse(host.Host.Trim('[', ']'), out _) || options.AllowedHosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase));

    private bool HasToken(HttpRequest request) =>
        request.Headers[TokenHeader] is [{ } token] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token));

    [LoggerMessage(60, LogLevel.Warning, "The dashboard answers clients on other machines without authorization, such as {Address}. Any client that reaches this port sees all runs.")]
    private partial void LogRemote(IPAddress? address);
}
