using System.Collections.ObjectModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph.Nodes.Delegates;

/// <summary>Reads the null annotations of C#. Code without annotations, and a trimmed application without their metadata, allow null.</summary>
internal static class NullAnnotation
{
    private const byte NotNull = 1;
    private const byte Nullable = 2;
    private const string Namespace = "System.Runtime.CompilerServices.";

    /// <summary>Whether non-public members have no annotations, by module.</summary>
    private static readonly ConditionalWeakTable<Module, object> PublicOnly = [];

    /// <summary>Whether the parameter is a reference that is declared as not nullable.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="attributes">Its attributes.</param>
    public static bool ForbidsNull(ParameterInfo parameter, IList<CustomAttributeData> attributes) => FlagOf(parameter, attributes) == NotNull;

    /// <summary>Whether the parameter is a reference that is declared as nullable.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="attributes">Its attributes.</param>
    public static bool AllowsNull(ParameterInfo parameter, IList<CustomAttributeData> attributes) => FlagOf(parameter, attributes) == Nullable;

    /// <summary>Returns the annotation of a parameter; null if it has none, or cannot have one.</summary>
    private static byte? FlagOf(ParameterInfo parameter, IList<CustomAttributeData> attributes)
    {
        if (parameter.ParameterType.IsValueType || parameter.Member is not MethodInfo { DeclaringType: not null } method || IsTypeArgument(parameter.ParameterType, method))
        {
            return null;
        }

        byte? flag = null;
        foreach (CustomAttributeData attribute in attributes)
        {
            switch (attribute.AttributeType.FullName)
            {
                case "System.Diagnostics.CodeAnalysis.AllowNullAttribute":
                    return Nullable;
                case "System.Diagnostics.CodeAnalysis.DisallowNullAttribute":
                    return NotNull;
                case Namespace + "NullableAttribute":
                    flag = FlagOf(attribute);
                    break;
                default:
                    break;
            }
        }

        return method.IsPublic || !IsPublicOnly(method.Module) ? flag ?? ContextOf(method) : null;
    }

    /// <summary>A type parameter has no annotation of its own, and neither has a type that may replace one.</summary>
    private static bool IsTypeArgument(Type type, MethodInfo method) =>
        (method.IsGenericMethod && method.GetGenericArguments().Contains(type))
        || (method.DeclaringType!.IsGenericType && method.DeclaringType.GetGenericArguments().Contains(type));

    /// <summary>Returns the default annotation of the method, or of the nearest surrounding type that has one.</summary>
    private static byte? ContextOf(MethodInfo method)
    {
        for (MemberInfo? member = method; member is not null; member = member.DeclaringType)
        {
            foreach (CustomAttributeData attribute in member.GetCustomAttributesData())
            {
                if (attribute.AttributeType.FullName == Namespace + "NullableContextAttribute")
                {
                    return FlagOf(attribute);
                }
            }
        }

        return null;
    }

    /// <summary>Returns the flag of the type itself, which precedes those of its type arguments.</summary>
    private static byte? FlagOf(CustomAttributeData attribute) => attribute.ConstructorArguments is [var argument]
        ? argument.Value switch
        {
            byte flag => flag,
            ReadOnlyCollection<CustomAttributeTypedArgument> { Count: > 0 } flags => (byte?)flags[0].Value,
            _ => null,
        }
        : null;

    private static bool IsPublicOnly(Module module) => (bool)PublicOnly.GetValue(
        module,
        static m => m.GetCustomAttributesData().Any(a => a.AttributeType.FullName == Namespace + "NullablePublicOnlyAttribute"));
}
