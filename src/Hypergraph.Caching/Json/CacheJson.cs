using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Caching.Json;

/// <summary>The JSON options for keys and for stored outputs.</summary>
internal static class CacheJson
{
    /// <summary>Returns the options for stored outputs: a value of type object is read as a basic .NET value.</summary>
    public static JsonSerializerOptions Stored(JsonSerializerOptions? options)
    {
        JsonSerializerOptions copy = Copy(options);
        copy.Converters.Insert(0, new UntypedValueConverter());
        return copy;
    }

    /// <summary>Returns the options for keys: different values have different JSON, independent of their declared type.</summary>
    public static JsonSerializerOptions Exact(JsonSerializerOptions? options)
    {
        JsonSerializerOptions copy = Copy(options);
        copy.Converters.Insert(0, new ActualTypeConverter());
        copy.Converters.Add(new ExactTextConverter());
        copy.Converters.Add(new ExactCharConverter());
        copy.TypeInfoResolver = copy.TypeInfoResolver?.WithAddedModifier(AddActualValue);
        return copy;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is enabled; elsewhere options with a resolver are required.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is enabled; elsewhere options with a resolver are required.")]
    private static JsonSerializerOptions Copy(JsonSerializerOptions? options)
    {
        JsonSerializerOptions copy = options is null
            ? new JsonSerializerOptions { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }
            : new JsonSerializerOptions(options);
        if (copy.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
        {
            copy.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        }

        return copy;
    }

    /// <summary>JSON contains only the members of an object's declared type. This adds the object itself if its type is a derived one.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A property of type object needs only its converter.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A property of type object needs only its converter.")]
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
            : isEmpty ? throw new InvalidOperationException($"JSON contains nothing of a {type.Type}, so two of them cannot be distinguished.")
            : isPartial ? throw new InvalidOperationException($"JSON does not contain the whole value of a {type.Type}, so two different ones may look the same.")
            : null;
        actual.Order = int.MinValue;
        type.Properties.Insert(0, actual);
    }
}
