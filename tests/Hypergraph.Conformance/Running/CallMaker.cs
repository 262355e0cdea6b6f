namespace Hypergraph.Conformance;

/// <summary>Makes the calls of cases on a runner of another package.</summary>
public abstract class CallMaker
{
    /// <summary>Makes a call of a graph.</summary>
    public abstract Task<RunResult> RunAsync(Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions options);

    /// <summary>Makes a call of a map.</summary>
    public abstract Task<MapResult> MapAsync(Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions options);

    /// <summary>The kind of an error of such a call, as <see cref="ErrorKinds"/> has it.</summary>
    public virtual string KindOf(Exception error) => ErrorKinds.Of(error);
}
