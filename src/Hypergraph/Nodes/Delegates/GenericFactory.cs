using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Functions;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Results;
using Hypergraph.Nodes.Values;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.Nodes.Delegates;

/// <summary>
/// Creates objects of the library's generic types whose type arguments are known only at run time. Every such type is listed
/// here, so that a trimmed application keeps the members that are used.
/// </summary>
[RequiresDynamicCode(TrimmingMessages.DynamicCode)]
internal static class GenericFactory
{
    /// <summary>Creates an object.</summary>
    /// <param name="definition">The open generic type: one of those listed here.</param>
    /// <param name="typeArguments">The type arguments.</param>
    /// <param name="arguments">The arguments of the public constructor.</param>
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,,>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,,,>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(FuncFunction<,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(ActionFunction<>))]
    [DynamicDependency(PublicConstructors, typeof(ActionFunction<,>))]
    [DynamicDependency(PublicConstructors, typeof(ActionFunction<,,>))]
    [DynamicDependency(PublicConstructors, typeof(CompiledFunction<>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleWriter<,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(BoxedTupleWriter<>))]
    [DynamicDependency(PublicConstructors, typeof(ValueResult<>))]
    [DynamicDependency(PublicConstructors, typeof(TaskResult<>))]
    [DynamicDependency(PublicConstructors, typeof(ValueTaskResult<>))]
    [DynamicDependency(PublicConstructors, typeof(StreamResult<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "None of the types has requirements for its arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The constructors of the types are kept by name.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The constructors of the types are kept by name.")]
    public static object Create(Type definition, Type[] typeArguments, params object?[] arguments)
    {
        try
        {
            return Activator.CreateInstance(definition.MakeGenericType(typeArguments), arguments)!;
        }
        catch (NotSupportedException exception) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw CreateDynamicCodeException(typeArguments, exception);
        }
    }

    /// <summary>Returns the slot type of a type.</summary>
    [DynamicDependency(PublicFields, typeof(SlotType<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "A slot type has no requirements for its argument.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The field is kept by name.")]
    public static SlotType SlotTypeOf(Type type)
    {
        try
        {
            return (SlotType)typeof(SlotType<>).MakeGenericType(type).GetField(nameof(SlotType<>.Instance))!.GetValue(null)!;
        }
        catch (NotSupportedException exception) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw CreateDynamicCodeException([type], exception);
        }
    }

    private static PlatformNotSupportedException CreateDynamicCodeException(Type[] types, NotSupportedException exception) => new(
        $"A delegate with {string.Join(", ", types.Select(TypeNames.Of))} among its types cannot be a node in an application that is compiled ahead of time, because the code for value types is generated at run time. Create the function with NodeFunction.FromValues.",
        exception);
}
