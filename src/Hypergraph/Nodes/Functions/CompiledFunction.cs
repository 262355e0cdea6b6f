using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>
/// A function whose number of parameters has no type of its own here. Its call is compiled from an expression tree on first use;
/// compiling all of them up front would make graphs of thousands of nodes take seconds to build.
/// </summary>
internal sealed class CompiledFunction<TResult> : TypedFunction<TResult>
{
    private readonly Lazy<Func<Frame, Slot[], TResult>> _call;

    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public CompiledFunction(string? name, NodeInput[] parameters, FunctionResult<TResult> result, Delegate function, Type[] parameterTypes)
        : base(name, parameters, result) => _call = new(() => Compile(function, parameterTypes));

    public override TResult Call(Frame frame, Slot[] parameters) => _call.Value(frame, parameters);

    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    private static Func<Frame, Slot[], TResult> Compile(Delegate function, Type[] parameterTypes)
    {
        MethodInfo read = typeof(Frame).GetMethod(nameof(Frame.Read))!;
        ParameterExpression frame = Expression.Parameter(typeof(Frame), "frame");
        ParameterExpression slots = Expression.Parameter(typeof(Slot[]), "slots");
        IEnumerable<Expression> arguments = parameterTypes.Select((type, i) =>
            Expression.Call(frame, read.MakeGenericMethod(type), Expression.ArrayAccess(slots, Expression.Constant(i))));
        Expression call = Expression.Invoke(Expression.Constant(function), arguments);
        Expression body = typeof(TResult) == typeof(NoResult)
            ? Expression.Block(call, Expression.Default(typeof(NoResult)))
            : call;
        return Expression.Lambda<Func<Frame, Slot[], TResult>>(body, frame, slots).Compile();
    }
}
