using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Creates objects of generic types whose type arguments are known only at run time. A trimmed application keeps the constructors of those that are listed.</summary>
internal static class ClosedTypes
{
    /// <summary>Why dynamic code is needed.</summary>
    public const string DynamicCode = "Calls of a graph close generic types over the types of its inputs and outputs at run time, which needs dynamic code.";

    /// <summary>Creates an object with the public constructor of one of the listed types, or of one that the caller lists.</summary>
    /// <exception cref="PlatformNotSupportedException">The application is compiled ahead of time, without the code for these types.</exception>
    [RequiresDynamicCode(DynamicCode)]
    [DynamicDependency(PublicConstructors, typeof(Accessors<>))]
    [DynamicDependency(PublicConstructors, typeof(PropertyInput<,>))]
    [DynamicDependency(PublicConstructors, typeof(StructPropertyInput<,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleInput<,,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(TupleOutput<,,,,,,,>))]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "None of the types has requirements for its arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The constructors of the types are kept by name.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The constructors of the types are kept by name.")]
    public static object Create(Type definition, Type[] typeArguments, params object[] arguments)
    {
        try
        {
            return Activator.CreateInstance(definition.MakeGenericType(typeArguments), arguments)!;
        }
        catch (NotSupportedException exception) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException(
                $"A graph cannot become a delegate with {NameList.Join(typeArguments.Select(TypeNames.Of))} among its types in an application that is compiled ahead of time, because the code for value types is generated at run time. Use graph.Typed<TInput, TOutput>(), which runners accept.",
                exception);
        }
    }
}
