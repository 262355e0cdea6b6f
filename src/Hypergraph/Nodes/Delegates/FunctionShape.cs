using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Nodes.Delegates;

/// <summary>Rejects functions of a shape that no node can call, and suggests another shape.</summary>
internal static class FunctionShape
{
    /// <exception cref="GraphConfigurationException">The delegate has several targets, or is <c>async void</c>.</exception>
    public static void CheckDelegate(Delegate function, string owner)
    {
        if (!function.HasSingleTarget)
        {
            throw new GraphConfigurationException($"{Capitalised(owner)} is a combination of several delegates. Create a node for each one.");
        }

        if (function.Method.ReturnType == typeof(void) && FunctionName.Innermost(function).Method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            throw new GraphConfigurationException(
                $"{Capitalised(owner)} calls an async void function, which a run cannot await and whose exceptions end the process. Return Task: declare the method as async Task, or pass the lambda as Func<…, Task> and not as Action<…>.");
        }
    }

    /// <exception cref="GraphConfigurationException">The parameter cannot be read from a graph's values.</exception>
    public static void CheckParameter(ParameterInfo parameter, string owner)
    {
        Type type = parameter.ParameterType;
        (string problem, string fix) = type switch
        {
            { IsByRef: true } when parameter.IsOut => ("is an out parameter", "Return the value, alone or as an element of a tuple."),
            { IsByRef: true } when parameter.IsIn || parameter.IsDefined(typeof(RequiresLocationAttribute), inherit: false) => (
                $"is passed by reference ('{(parameter.IsDefined(typeof(RequiresLocationAttribute), inherit: false) ? "ref readonly" : "in")}')",
                SuggestByValue(type.GetElementType()!)),
            { IsByRef: true } => ("is passed by reference ('ref')", $"{SuggestByValue(type.GetElementType()!)} Return what the function changes."),
            { IsByRefLike: true } or { IsPointer: true } or { IsFunctionPointer: true } => ($"is of type {TypeNames.Of(type)}", $"Accept {SubstituteFor(type)}."),
            _ => default,
        };
        if (problem is not null)
        {
            throw new GraphConfigurationException($"Parameter '{parameter.Name}' of {owner} {problem}, which cannot be kept in a graph. {fix}");
        }
    }

    /// <exception cref="GraphConfigurationException">The result cannot be kept in a graph, or would not be awaited.</exception>
    public static void CheckResult(Type type, string owner)
    {
        if (type.IsByRef)
        {
            throw new GraphConfigurationException($"{Capitalised(owner)} returns a value by reference, which cannot be kept in a graph. Return the value, without 'ref'.");
        }

        if (type.IsByRefLike || type.IsPointer || type.IsFunctionPointer)
        {
            throw new GraphConfigurationException($"{Capitalised(owner)} returns {TypeNames.Of(type)}, which cannot be kept in a graph. Return {SubstituteFor(type)}.");
        }

        Type value = AwaitedTypeOf(type) ?? type;
        if (value != type && IsTask(value))
        {
            throw new GraphConfigurationException(
                $"{Capitalised(owner)} returns {TypeNames.Of(type)}, and a run awaits the outer task only. Await the inner one in the function, or Unwrap() it.");
        }

        if (value != type && value.IsGenericType && value.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        {
            throw new GraphConfigurationException(
                $"{Capitalised(owner)} returns {TypeNames.Of(type)}, and a run collects a stream only where the function returns it itself. Return {TypeNames.Of(value)}: make the function an async iterator (async, with yield return), and await in it what comes before the stream.");
        }

        if (FindTaskInTuple(value) is { } task)
        {
            throw new GraphConfigurationException(
                $"{Capitalised(owner)} returns {TypeNames.Of(type)}, and a run does not await the {TypeNames.Of(task)} in that tuple. Await it in the function, and return what it produces.");
        }

        if (value.FullName?.StartsWith("Microsoft.FSharp.Control.FSharpAsync`1", StringComparison.Ordinal) == true)
        {
            throw new GraphConfigurationException(
                $"{Capitalised(owner)} returns Async<{TypeNames.Of(value.GetGenericArguments()[0])}>, which has not been started. Return a task: write task {{ … }}, or end with Async.StartAsTask.");
        }
    }

    /// <summary>Returns the result type of a type of tasks, which may itself be a type of tasks; null if there is none.</summary>
    private static Type? AwaitedTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>A task among the elements of a tuple, or of a tuple in it; null if there is none, or it is no tuple.</summary>
    private static Type? FindTaskInTuple(Type type) => type.IsGenericType && type.IsValueType && type.IsAssignableTo(typeof(ITuple))
        ? type.GetGenericArguments().Select(element => IsTask(element) ? element : FindTaskInTuple(element)).FirstOrDefault(task => task is not null)
        : null;

    private static bool IsTask(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static string SuggestByValue(Type type) =>
        type.IsByRefLike || type.IsPointer || type.IsFunctionPointer ? $"Accept {SubstituteFor(type)} by value." : $"Accept {TypeNames.Of(type)} by value.";

    /// <summary>Returns a type that can be kept in place of a pointer or of a type that lives on the stack only.</summary>
    private static string SubstituteFor(Type type)
    {
        if (type.IsFunctionPointer)
        {
            return "a delegate";
        }

        if (type.IsPointer)
        {
            return "nint, or an array";
        }

        Type? open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        Type? item = open == typeof(ReadOnlySpan<>) || open == typeof(Span<>) ? type.GetGenericArguments()[0] : null;
        if (item is null)
        {
            return "a class, or a struct that is no ref struct";
        }

        return (open == typeof(ReadOnlySpan<>), item == typeof(char)) switch
        {
            (true, true) => "string or ReadOnlyMemory<char>",
            (true, false) => $"{TypeNames.Of(item)}[] or ReadOnlyMemory<{TypeNames.Of(item)}>",
            _ => $"{TypeNames.Of(item)}[] or Memory<{TypeNames.Of(item)}>",
        };
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
