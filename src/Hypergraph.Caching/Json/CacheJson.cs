using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Caching;

/// <summary>How values become JSON, in keys and in stores.</summary>
internal static class CacheJson
{
    /// <summary>Values in a store: what is of any type comes back as plain .NET values.</summary>
    public static JsonSerializerOptions ForValues(JsonSerializerOptions? given)
    {
        JsonSerializerOptions options = Copy(given);
        options.Converters.Insert(0, new UntypedValueConverter());
        return options;
    }

    /// <summary>Values in keys: different values have different texts, whatever type they are declared as.</summary>
    public static JsonSerializerOptions ForKeys(JsonSerializerOptions? given)
    {
        JsonSerializerOptions options = Copy(given);
        options.Converters.Insert(0, new ActualTypeConverter());
        options.Converters.Add(new ExactTextConverter());
        options.Converters.Add(new ExactCharConverter());
        options.TypeInfoResolver = options.TypeInfoResolver?.WithAddedModifier(AddActualValue);
        return options;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is enabled; elsewhere options with a resolver have to be given.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is enabled; elsewhere options with a resolver have to be given.")]
    private static JsonSerializerOptions Copy(JsonSerializerOptions? given)
    {
        var options = given is null
            ? new JsonSerializerOptions { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }
            : new JsonSerializerOptions(given);
        if (options.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
        {
            options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        }

        return options;
    }

    /// <summary>JSON shows of an object only what its declared type has. This adds the object itself where it has more.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A property of type object needs nothing but its converter.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A property of type object needs nothing but its converter.")]
    private static void AddActualValue(JsonTypeInfo type)
    {
        bool isEmpty = type.Properties.All(p => p.Get is null);
        bool isPartial = PartialTypes.Includes(type);
        if (type.Kind != JsonTypeInfoKind.Object || (type.Type.IsSealed && !isEmpty && !isPartial))
        {
            return;
        }

        JsonPropertyInfo actual = type.CreateJsonPropertyInfo(typeof(object), "$actual");
        actual.Get = value => value.GetType() != type.Type ? value
            : isEmpty ? throw new InvalidOperationException($"JSON shows nothing of a {type.Type}, so that no two of them can be told apart.")
            : isPartial ? throw new InvalidOperationException($"JSON does not show the whole value of a {type.Type}, so that two of them that differ may look the same.")
            : null;
        actual.Order = int.MinValue;
        type.Properties.Insert(0, actual);
    }
}
