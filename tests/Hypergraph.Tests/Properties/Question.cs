namespace Hypergraph.Tests.Properties;

/// <summary>What an interrupt of a generated graph asks: the work of a function.</summary>
internal sealed record Question(FunctionSpec Function, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>What the function would have returned.</summary>
    public object? Answer() => Function.Call(Values)[0];
}
