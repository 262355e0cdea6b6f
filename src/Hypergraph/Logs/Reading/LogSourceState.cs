namespace Hypergraph.Logs.Reading;

/// <summary>What follows the end of a file of a log.</summary>
internal enum LogSourceState
{
    /// <summary>No more lines follow.</summary>
    Ended,

    /// <summary>The same file may have more bytes.</summary>
    SameFile,

    /// <summary>The next file follows.</summary>
    NextFile,
}
