using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Delegates;

/// <summary>Finds the value of a parameter for a call that omits it.</summary>
[RequiresDynamicCode(TrimmingMessages.DynamicCode)]
internal static class ParameterDefault
{
    private static readonly Type[] ReadOnlyCollections = [typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>)];

    /// <summary>Finds the parameter's default, as a value of its type; for <c>params</c> it is the empty collection.</summary>
    /// <exception cref="GraphConfigurationException">An attribute declares a default of another type.</exception>
    public static bool TryGet(ParameterInfo parameter, SlotType slotType, string owner, out object? value)
    {
        if (parameter.HasDefaultValue)
        {
            value = Declared(parameter, slotType, owner);
            return true;
        }

        value = EmptyParams(parameter);
        return value is not null;
    }

    private static object? Declared(ParameterInfo parameter, SlotType slotType, string owner)
    {
        object? value = parameter.DefaultValue;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null)
        {
            return parameter.ParameterType.IsValueType && type == parameter.ParameterType ? slotType.CreateArray(1).GetValue(0) : null;
        }

        // The metadata has constants of enums and native integers only as values of another type.
        value = type.IsEnum && value is not Enum ? Enum.ToObject(type, value) : NumericWidening.Widen(value, type);
        return type.IsInstanceOfType(value)
            ? value
            : throw new GraphConfigurationException(
                $"Parameter '{parameter.Name}' of {owner} has a default of type {TypeNames.Of(value!.GetType())}, which is not {TypeNames.Of(type)}. Declare a default of that type.");
    }

    /// <summary>
    /// Returns the empty collection of a <c>params</c> parameter; null for other parameters. A mutable one represents a new one in each call.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the member is removed, the input has no default.")]
    private static object? EmptyParams(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false))
        {
            return Array.CreateInstanceFromArrayType(type, 0);
        }

        if (!parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false))
        {
            return null;
        }

        if (type.IsInterface)
        {
            return type.IsGenericType && ReadOnlyCollections.Contains(type.GetGenericTypeDefinition()) ? Array.CreateInstance(type.GetGenericArguments()[0], 0) : FreshCollections.OmittedOf(type);
        }

        const BindingFlags Shared = BindingFlags.Public | BindingFlags.Static;
        object? empty = type.GetField("Empty", Shared)?.GetValue(null) ?? type.GetProperty("Empty", Shared)?.GetValue(null);
        return type.IsInstanceOfType(empty) ? empty : FreshCollections.OmittedOf(type);
    }
}
