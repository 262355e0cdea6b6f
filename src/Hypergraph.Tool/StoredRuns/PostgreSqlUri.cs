using System.Data.Common;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Reads which database of PostgreSQL a location names.</summary>
internal static class PostgreSqlUri
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    /// <summary>Returns a connection string.</summary>
    /// <param name="location">A connection string, which has an equals sign and is no file, or a URI: <c>postgres://user:password@host:port/database?option=value</c>.</param>
    /// <returns>Null if it names no database.</returns>
    /// <exception cref="ToolException">The URI cannot be read. The message does not have it, because it may have a password.</exception>
    public static string? ConnectionStringOf(string location)
    {
        if (!Array.Exists(Schemes, scheme => location.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return location.Contains('=', StringComparison.Ordinal) && !File.Exists(location) ? location : null;
        }

        return Uri.TryCreate(location, UriKind.Absolute, out Uri? uri)
            ? Of(uri)
            : throw new ToolException("The URI of the PostgreSQL database cannot be read. In a user and a password, write '/', '#', '@' and ':' as %2F, %23, %40 and %3A, or use a connection string.");
    }

    private static string Of(Uri uri)
    {
        var parts = new DbConnectionStringBuilder { ["Host"] = uri.IdnHost };
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
