using System.Linq.Expressions;
using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Outputs;

/// <summary>Reads outputs of a graph as a value of one type.</summary>
internal abstract class OutputReader
{
    /// <summary>The expression that reads the value from a frame or from a result.</summary>
    /// <param name="source">The variable of type <see cref="Frame"/> or <see cref="RunResult"/>.</param>
    public abstract Expression ReadFrom(ParameterExpression source);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of the value.</typeparam>
internal abstract class OutputReader<T> : OutputReader
{
    /// <summary>Reads the value from the slots of a frame.</summary>
    public abstract T Read(Frame frame);

    /// <summary>Reads the value from the result of an ordinary run.</summary>
    public abstract T Read(RunResult result);

    public sealed override Expression ReadFrom(ParameterExpression source) =>
        Expression.Call(Expression.Constant(this), typeof(OutputReader<T>).GetMethod(nameof(Read), [source.Type])!, source);
}
