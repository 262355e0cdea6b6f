namespace Hypergraph.Orleans;

/// <summary>A node failed on a silo. Exceptions do not travel, what can be said of them does.</summary>
public sealed class RemoteNodeException : Exception
{
    private readonly string[] _types;

    internal RemoteNodeException(string message, string[] types, string? remoteStackTrace, Exception? inner)
        : base(message, inner)
    {
        _types = types;
        RemoteStackTrace = remoteStackTrace;
    }

    /// <summary>The full name of the type of the node's exception.</summary>
    public string RemoteType => _types[0];

    /// <summary>Where on the silo it was thrown; null if it was not.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>Whether the node's exception was of a type or of one that derives from it, judged by names.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public bool Is<T>()
        where T : Exception => _types.Contains(typeof(T).FullName);

    /// <inheritdoc/>
    public override string ToString() => $"{RemoteType}: {Message}{Environment.NewLine}{RemoteStackTrace}{Environment.NewLine}--- on the silo ---{Environment.NewLine}{base.ToString()}";
}
