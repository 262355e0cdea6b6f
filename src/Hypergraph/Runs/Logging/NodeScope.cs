using System.Collections;
using Hypergraph.Events.Origins;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Runs.Logging;

/// <summary>
/// The log scope of one execution of a node: what says where a function's own messages come from. It is open from the node's start to its end, in
/// the flow in which the function runs. Its fields are computed when a log reads them.
/// </summary>
internal sealed class NodeScope : IReadOnlyList<KeyValuePair<string, object?>>, IDisposable
{
    private readonly CallLog _log;
    private readonly EventOrigin _origin;
    private readonly string _node;
    private KeyValuePair<string, object?>[]? _fields;
    private IDisposable? _scope;

    private NodeScope(CallLog log, EventOrigin origin, string node)
    {
        _log = log;
        _origin = origin;
        _node = node;
    }

    public int Count => Fields.Length;

    private KeyValuePair<string, object?>[] Fields => _fields ??= CreateFields();

    public KeyValuePair<string, object?> this[int index] => Fields[index];

    /// <summary>Opens the scope of a node.</summary>
    public static NodeScope Open(ILogger logger, CallLog log, EventOrigin origin, string node)
    {
        var scope = new NodeScope(log, origin, node);
        try
        {
            scope._scope = logger.BeginScope(scope);
        }
        catch (Exception)
        {
            // The log threw: the node runs without a scope.
        }

        return scope;
    }

    /// <summary>Closes the scope, once.</summary>
    public void Dispose()
    {
        try
        {
            Interlocked.Exchange(ref _scope, null)?.Dispose();
        }
        catch (Exception)
        {
            // The log threw.
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)Fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The text for logs that write scopes as text.</summary>
    public override string ToString() => string.Join(' ', Fields.Select(f => $"{f.Key}:{f.Value}"));

    private KeyValuePair<string, object?>[] CreateFields()
    {
        List<KeyValuePair<string, object?>> fields =
        [
            new("RunId", _log.RunId),
            new("Graph", _origin.GraphName ?? LogLocation.Unnamed),
            new("Node", _node),
            new("Path", EventPath.AppendNode(_origin.Path, _node)),
        ];
        if (_origin.ItemIndex is { } item)
        {
            fields.Add(new("ItemIndex", item));
        }

        if (_log.WorkflowId is { } workflow)
        {
            fields.Add(new("WorkflowId", workflow));
        }

        return [.. fields];
    }
}
