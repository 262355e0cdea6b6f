using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Durability.Values;

/// <summary>The JSON of values in stores, and which types and values it supports.</summary>
internal sealed class ValueJson
{
    private const int DefaultDepth = 64;

    /// <summary>A value is in the object of its record, and an item in the array of its collection.</summary>
    private const int DepthAround = 2;

    private static readonly ConditionalWeakTable<JsonSerializerOptions, ValueJson> OfOptions = [];

    private static readonly ValueJson Default = new(options: null);

    private readonly ConcurrentDictionary<Type, string?> _problems = new();
    private readonly ConcurrentDictionary<(Type Declared, Type Actual), string?> _valueProblems = new();

    private ValueJson(JsonSerializerOptions? options)
    {
        Options = Copy(options);
        Options.Converters.Insert(0, new UntypedValueConverter());
        Options.MakeReadOnly();
        MaxDepth = Math.Min(DepthOf(Options), int.MaxValue - DepthAround) + DepthAround;
    }

    /// <summary>The options of the serializer.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>The maximum depth of the JSON of a record.</summary>
    public int MaxDepth { get; }

    /// <summary>The options that read what these options wrote.</summary>
    public JsonReaderOptions ReaderOptions => new() { MaxDepth = MaxDepth };

    /// <inheritdoc cref="ReaderOptions"/>
    public JsonDocumentOptions DocumentOptions => new() { MaxDepth = MaxDepth };

    /// <summary>Returns the JSON of a store.</summary>
    /// <param name="options">The options of its user; null for the defaults.</param>
    public static ValueJson Of(JsonSerializerOptions? options) => options is null ? Default : OfOptions.GetValue(options, static o => new ValueJson(o));

    /// <summary>The maximum depth of a value.</summary>
    public static int DepthOf(JsonSerializerOptions options) => options.MaxDepth == 0 ? DefaultDepth : options.MaxDepth;

    /// <summary>Why values of a type cannot be stored, as far as the type shows it; null if nothing prevents it.</summary>
    public string? ProblemOf(Type type) => _problems.TryGetValue(type, out string? problem) ? problem : _problems.GetOrAdd(type, new TypeCheck(Options).FindProblem(type));

    /// <summary>Why a value cannot be stored as its declared type, and what to do; null if nothing prevents it.</summary>
    public string? ProblemOf(Type declared, object? value)
    {
        if (value is null || value.GetType() == declared)
        {
            return null;
        }

        (Type, Type) types = (declared, value.GetType());
        return _valueProblems.TryGetValue(types, out string? problem) ? problem : _valueProblems.GetOrAdd(types, FindProblem(declared, value.GetType()));
    }

    private string? FindProblem(Type declared, Type actual)
    {
        JsonTypeInfo info = Options.GetTypeInfo(declared);
        if (!declared.IsAssignableFrom(actual))
        {
            return $"it is a value of type {actual}, not of type {declared}.";
        }

        if (info.Kind == JsonTypeInfoKind.Enumerable && TypeCheck.IsSequence(actual))
        {
            return "it is a sequence, which may be read only once. Use a list or an array.";
        }

        return info.Kind == JsonTypeInfoKind.Object && declared is { IsClass: true, IsAbstract: false } && info.PolymorphismOptions is null
            ? $"it is declared as {declared}, but is a value of type {actual}, which would be lost. Declare it as {actual}, or add [JsonDerivedType(typeof({actual.Name}), \"{actual.Name}\")] to {declared}."
            : null;
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

        copy.TypeInfoResolverChain.Add(BasicValueContext.Default);
        return copy;
    }
}
