using System.Reflection;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Nodes.Delegates;

/// <summary>
/// Reads the attributes that mark a parameter as a service. <c>FromServicesAttribute</c> is recognized by its name, in any namespace, because the
/// library does not depend on ASP.NET Core.
/// </summary>
internal static class ServiceAttributes
{
    private const string AttributeName = "FromServicesAttribute";

    /// <summary>Returns the service that a parameter is marked with; null if it is an input.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="owner">The function, for messages.</param>
    /// <exception cref="GraphConfigurationException">The marked parameter cannot receive a service.</exception>
    public static ServiceParameter? Find(ParameterInfo parameter, IList<CustomAttributeData> attributes, string owner)
    {
        foreach (CustomAttributeData attribute in attributes)
        {
            Type type = attribute.AttributeType;
            bool isKeyed = type == typeof(FromKeyedServicesAttribute);
            if (isKeyed || type.Name == AttributeName)
            {
                CheckType(parameter, owner);
                object? key = isKeyed ? KeyOf(parameter, owner) : null;
                return parameter.HasDefaultValue
                    ? new ServiceParameter(parameter.ParameterType, key, IsOptional: true, parameter.DefaultValue)
                    : new ServiceParameter(parameter.ParameterType, key, NullAnnotation.AllowsNull(parameter, attributes), Default: null);
            }
        }

        return null;
    }

    private static void CheckType(ParameterInfo parameter, string owner)
    {
        Type type = parameter.ParameterType;
        if (type.IsByRef || type.IsPointer || type.IsFunctionPointer || type.IsValueType)
        {
            throw new GraphConfigurationException(
                $"Parameter '{parameter.Name}' of {owner} is marked as a service, and is of type {TypeNames.Of(type)}. A service is a reference type, passed by value. Change the type, or remove the attribute to make the parameter an input.");
        }
    }

    private static object? KeyOf(ParameterInfo parameter, string owner)
    {
        FromKeyedServicesAttribute attribute = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()!;
        return attribute.LookupMode == ServiceKeyLookupMode.InheritKey
            ? throw new GraphConfigurationException(
                $"Parameter '{parameter.Name}' of {owner} is marked with [FromKeyedServices] without a key, and a node has no key to inherit. Write the key: [FromKeyedServices(\"key\")].")
            : attribute.Key;
    }
}
