using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Hypergraph.Durability.Tests;

/// <summary>Records which executions of functions really ran.</summary>
public sealed class ExecutionLog
{
    private readonly string? _file;
    private readonly ConcurrentQueue<string> _keys = [];

    public ExecutionLog()
    {
    }

    /// <summary>A log that survives the process: a line is in the file before the function returns.</summary>
    public ExecutionLog(string file) => _file = file;

    public IReadOnlyCollection<string> Keys => _keys;

    /// <summary>The key that functions see of the execution with a record's key.</summary>
    public static string Of(string runId, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{runId.Length}:{runId}/{key}")).AsSpan(0, 16));

    /// <summary>Notes an execution.</summary>
    public T Note<T>(NodeContext context, T result)
    {
        _keys.Enqueue(context.IdempotencyKey);
        if (_file is null)
        {
            return result;
        }

        // Two streams that append at once would overwrite each other's lines.
        lock (_keys)
        {
            using FileStream file = new(_file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes($"{context.IdempotencyKey} {context.NodeName}\n"));
        }

        return result;
    }
}
