using System.Globalization;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Dashboard.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Reads what requests ask for. What cannot be read has the default.</summary>
internal static class Requests
{
    /// <summary>The parameter of routes that names a run.</summary>
    public const string Key = "key";

    /// <summary>The run of the route, of this process or of a log; null if there is none.</summary>
    public static TrackedRun? FindRun(HttpContext context, RunCatalog catalog) => catalog.Find(KeyOf(context));

    /// <summary>The key of the run in the route.</summary>
    public static string KeyOf(HttpContext context) => context.GetRouteValue(Key) as string ?? string.Empty;

    /// <summary>The stored run of the route: that of its own key, or the one with the workflow of a run of this process; null if it has none.</summary>
    public static string? StoredIdOf(HttpContext context, RunCatalog catalog)
    {
        string key = KeyOf(context);
        return StoredKeys.IsOne(key) ? StoredKeys.Parse(key) : catalog.Find(key)?.Start.WorkflowId;
    }

    /// <summary>A text of the query; null if it is not there or empty.</summary>
    public static string? Text(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A number of the query, within limits.</summary>
    public static int Number(HttpContext context, string name, int ifAbsent, int most) => (int)Math.Min(LongNumber(context, name, ifAbsent), most);

    /// <summary>A number of the query that may be large.</summary>
    public static long LongNumber(HttpContext context, string name, long ifAbsent) => Text(context, name) is not { } text || !text.All(char.IsAsciiDigit) ? ifAbsent
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : long.MaxValue;
}
