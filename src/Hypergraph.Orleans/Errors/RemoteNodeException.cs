namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown when a node fails on a silo. It carries the type, the message and the stack trace of the node's exception, which is not serialized itself.</summary>
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

    /// <summary>The stack trace on the silo; null if the exception was not thrown.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>Whether the node's exception was of a type or of a derived type, by the full names of the types.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public bool Is<T>()
        where T : Exception => _types.Contains(typeof(T).FullName);

    /// <inheritdoc/>
    public override string ToString() => $"{RemoteType}: {Message}{Environment.NewLine}{RemoteStackTrace}{Environment.NewLine}--- on the silo ---{Environment.NewLine}{base.ToString()}";
}
