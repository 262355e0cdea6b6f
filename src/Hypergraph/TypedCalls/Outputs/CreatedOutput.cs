using System.Linq.Expressions;
using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Outputs;

/// <summary>An object that a constructor creates of outputs. Its call is compiled from an expression tree, like functions of many parameters.</summary>
/// <param name="create">Returns the expression that creates the object from a frame or a result.</param>
internal sealed class CreatedOutput<T>(Func<ParameterExpression, Expression> create) : OutputReader<T>
{
    private readonly Lazy<Func<Frame, T>> _fromFrame = new(() => Compile<Frame>(create));
    private readonly Lazy<Func<RunResult, T>> _fromResult = new(() => Compile<RunResult>(create));

    public override T Read(Frame frame) => _fromFrame.Value(frame);

    public override T Read(RunResult result) => _fromResult.Value(result);

    private static Func<TSource, T> Compile<TSource>(Func<ParameterExpression, Expression> create)
    {
        ParameterExpression source = Expression.Parameter(typeof(TSource), "source");
        return Expression.Lambda<Func<TSource, T>>(create(source), source).Compile();
    }
}
