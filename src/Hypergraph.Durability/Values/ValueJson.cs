using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Durability.Values;

/// <summary>The JSON of values in stores, and which types it supports.</summary>
internal sealed class ValueJson
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, ValueJson> OfOptions = [];

    private static readonly ValueJson Default = new(options: null);

    private readonly ConcurrentDictionary<Type, string?> _problems = new();

    private ValueJson(JsonSerializerOptions? options)
    {
        Options = Copy(options);
        Options.Converters.Insert(0, new UntypedValueConverter());
        Options.MakeReadOnly();
    }

    /// <summary>The options of the serializer.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>Returns the JSON of a store.</summary>
    /// <param name="options">The options of its user; null for the defaults.</param>
    public static ValueJson Of(JsonSerializerOptions? options) => options is null ? Default : OfOptions.GetValue(options, static o => new ValueJson(o));

    /// <summary>Why values of a type cannot be stored, as far as the type shows it; null if nothing prevents it.</summary>
    public string? ProblemOf(Type type) => _problems.GetOrAdd(type, FindProblem);

    private string? FindProblem(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)
            || type == typeof(nint) || type == typeof(nuint) || type.IsPointer || type.IsByRefLike)
        {
            return "it has no meaning in another process";
        }

        try
        {
            JsonTypeInfo info = Options.GetTypeInfo(type);
            return info.Kind == JsonTypeInfoKind.Object && (type.IsInterface || type.IsAbstract) && info.PolymorphismOptions is null && info.CreateObject is null
                ? "it is abstract, so that its values could not be read back"
                : null;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is enabled; elsewhere options with a resolver are required.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is enabled; elsewhere options with a resolver are required.")]
    private static JsonSerializerOptions Copy(JsonSerializerOptions? options)
    {
        JsonSerializerOptions copy = options is null
            ? new JsonSerializerOptions { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }
            : new JsonSerializerOptions(options) { WriteIndented = false };
        if (copy.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
        {
            copy.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        }

        return copy;
    }
}
