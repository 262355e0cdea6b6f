using System.Data.Common;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Reads which database of PostgreSQL a location names.</summary>
internal static class PostgreSqlUri
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    /// <summary>Returns a connection string.</summary>
    /// <param name="location">A connection string that begins with the host, or a URI: <c>postgres://user:password@host:port/database?option=value</c>.</param>
    /// <returns>Null if it names no database.</returns>
    public static string? ConnectionStringOf(string location)
    {
        if (location.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
        {
            return location;
        }

        return Uri.TryCreate(location, UriKind.Absolute, out Uri? uri) && Schemes.Contains(uri.Scheme) ? Of(uri) : null;
    }

    private static string Of(Uri uri)
    {
        var parts = new DbConnectionStringBuilder { ["Host"] = uri.Host };
        Add(parts, "Port", uri.Port < 0 ? string.Empty : uri.GetComponents(UriComponents.Port, UriFormat.Unescaped));
        Add(parts, "Database", uri.AbsolutePath.TrimStart('/'));
        string[] user = uri.UserInfo.Split(':', 2);
        Add(parts, "Username", user[0]);
        Add(parts, "Password", user.ElementAtOrDefault(1) ?? string.Empty);
        foreach (string[] option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=', 2)))
        {
            Add(parts, option[0], option.ElementAtOrDefault(1) ?? string.Empty);
        }

        return parts.ConnectionString;
    }

    private static void Add(DbConnectionStringBuilder parts, string name, string value)
    {
        if (value.Length > 0)
        {
            parts[name] = Uri.UnescapeDataString(value);
        }
    }
}
