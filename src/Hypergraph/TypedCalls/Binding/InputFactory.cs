using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Planning;
using Hypergraph.TypedCalls.Inputs;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Creates what supplies the inputs of a graph.</summary>
internal sealed class InputFactory(ExecutionPlan plan, IReadOnlyList<string> names, Problems problems)
{
    private static readonly Type[] TupleInputs =
    [
        typeof(TupleInput<>), typeof(TupleInput<,>), typeof(TupleInput<,,>), typeof(TupleInput<,,,>), typeof(TupleInput<,,,,>), typeof(TupleInput<,,,,,>),
        typeof(TupleInput<,,,,,,>), typeof(TupleInput<,,,,,,,>),
    ];

    private readonly InputBinding _binding = new(plan, names, problems);

    /// <summary>The names of the inputs that are supplied.</summary>
    public string[] BoundNames { get; private set; } = [];

    /// <summary>The writer for one value: an input itself, a tuple, or an object; null if there are problems.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="accessors">Its accessors.</param>
    /// <param name="name">The name of the parameter; null if it has none.</param>
    /// <param name="elementNames">The names of its elements if it is a tuple; null if they are not known.</param>
    public object? Create([DynamicallyAccessedMembers(PublicProperties)] Type type, Accessors accessors, string? name, IReadOnlyList<string>? elementNames)
    {
        if (type == typeof(ValueTuple))
        {
            return Bind([]) is [] && !problems.HasAny ? accessors.Combine([]) : null;
        }

        var part = new Part(name, type);
        Part[] members = ObjectMembers.OfInput(type, elementNames);
        if (_binding.IsInput(part, members))
        {
            PlanValue[] only = Bind([part]);
            return problems.HasAny ? null : accessors.CreateInput(only[0], 0);
        }

        PlanValue[] values = Bind(members);
        if (problems.HasAny)
        {
            return null;
        }

        return RuntimeFeature.IsDynamicCodeSupported
            ? CreateFromMembers(type, accessors, members, values)
            : accessors.Combine([.. values.Select((value, i) => accessors.CreateReflectedInput(ReaderOf(members[i], i), value, i))]);
    }

    /// <summary>The writer for the parameters of a delegate as one tuple; null if there are problems.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="hasToken">Whether a token follows them.</param>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    public object? CreateParameters(Part[] parameters, bool hasToken)
    {
        PlanValue[] values = Bind(parameters);
        return problems.HasAny ? null : CreateTuple(parameters, values, hasToken);
    }

    /// <summary>The writer for one parameter of a delegate and a token; null if there are problems.</summary>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public object? CreateWithToken(Part parameter, IReadOnlyList<string>? elementNames) =>
        Create(parameter.Type, Accessors.Of(parameter.Type), parameter.Name, elementNames) is { } writer
            ? TupleShape.Create(TupleInputs, [parameter.Type, typeof(CancellationToken)], [writer, new IgnoredInput<CancellationToken>()])
            : null;

    /// <summary>Reads a member by reflection.</summary>
    public static Func<object?, object?> ReaderOf(Part member, int index) =>
        member.Property is { } property ? property.GetValue : tuple => ((ITuple)tuple!)[index];

    /// <summary>The inputs of some parts, whose names are those of the call.</summary>
    public PlanValue[] Bind(Part[] parts)
    {
        PlanValue[] values = _binding.Bind(parts);
        BoundNames = Array.ConvertAll(values, value => value.Name);
        return values;
    }

    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    private static object CreateFromMembers(Type type, Accessors accessors, Part[] members, PlanValue[] values) => TupleShape.IsTuple(type)
        ? CreateTuple(members, values)
        : accessors.Combine([.. values.Select((value, i) => CreateProperty(type, members[i], value, i))]);

    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    private static object CreateTuple(Part[] elements, PlanValue[] values, bool hasToken = false)
    {
        Type[] types = [.. elements.Select(e => e.Type), .. hasToken ? [typeof(CancellationToken)] : Type.EmptyTypes];
        object[] writers = [.. values.Select((value, i) => Accessors.Of(types[i]).CreateInput(value, i)), .. hasToken ? new object[] { new IgnoredInput<CancellationToken>() } : []];
        return TupleShape.Create(TupleInputs, types, writers);
    }

    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    private static object CreateProperty(Type type, Part member, PlanValue value, int index) => ClosedTypes.Create(
        type.IsValueType ? typeof(StructPropertyInput<,>) : typeof(PropertyInput<,>),
        [type, member.Type],
        member.Property!.GetMethod!,
        Accessors.Of(member.Type).CreateInput(value, index));
}
