using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Planning;
using Hypergraph.TypedCalls.Outputs;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Creates what reads the outputs of a graph.</summary>
internal sealed class OutputFactory(ExecutionPlan plan, IReadOnlyList<string> names, Problems problems)
{
    private static readonly Type[] TupleOutputs =
    [
        typeof(TupleOutput<>), typeof(TupleOutput<,>), typeof(TupleOutput<,,>), typeof(TupleOutput<,,,>), typeof(TupleOutput<,,,,>), typeof(TupleOutput<,,,,,>),
        typeof(TupleOutput<,,,,,,>), typeof(TupleOutput<,,,,,,,>),
    ];

    private readonly OutputBinding _binding = new(plan, names, problems);

    /// <summary>The reader of a result: an output itself, a tuple, or an object; null if there are problems.</summary>
    /// <param name="type">The type of the result.</param>
    /// <param name="accessors">Its accessors.</param>
    /// <param name="elementNames">The names of its elements if it is a tuple; null if they are not known.</param>
    public OutputReader? Create(
        [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] Type type, Accessors accessors, IReadOnlyList<string>? elementNames)
    {
        Part[] members = ObjectMembers.OfOutput(type, elementNames);
        if (_binding.IsOutput(type, members))
        {
            PlanValue[] only = _binding.Bind([new Part(Name: null, type)]);
            return problems.HasAny ? null : accessors.CreateOutput(only[0]);
        }

        PlanValue[] values = _binding.Bind(members);
        if (problems.HasAny)
        {
            return null;
        }

        return RuntimeFeature.IsDynamicCodeSupported
            ? CreateTyped(type, accessors, members, values)
            : CreateObject(type, accessors, members, [.. values.Select(new Accessors<object?>().CreateOutput)]);
    }

    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    private static OutputReader CreateTyped(
        [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] Type type, Accessors accessors, Part[] members, PlanValue[] values)
    {
        OutputReader[] readers = [.. values.Select((value, i) => Accessors.Of(members[i].Type).CreateOutput(value))];
        return TupleShape.IsTuple(type)
            ? (OutputReader)TupleShape.Create(TupleOutputs, Array.ConvertAll(members, m => m.Type), readers)
            : CreateObject(type, accessors, members, readers);
    }

    private static OutputReader CreateObject(
        [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] Type type, Accessors accessors, Part[] members, OutputReader[] readers)
    {
        if (ObjectMembers.ConstructorOf(type) is { } constructor)
        {
            return accessors.CreateObject(source => Expression.New(constructor, readers.Select((reader, i) => Read(reader, members[i], source))));
        }

        return accessors.CreateObject(source => Expression.MemberInit(
            Expression.New(type), readers.Select((reader, i) => Expression.Bind((MemberInfo)members[i].Property!, Read(reader, members[i], source)))));
    }

    private static Expression Read(OutputReader reader, Part member, ParameterExpression source)
    {
        Expression value = reader.ReadFrom(source);
        return value.Type == member.Type ? value : Expression.Convert(value, member.Type);
    }
}
