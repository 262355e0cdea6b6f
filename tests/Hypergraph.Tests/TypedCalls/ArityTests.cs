using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>Delegates and tuples of every number of values.</summary>
public sealed class ArityTests
{
    private const int MaxParameters = 16;

    private static readonly Type[] Tuples =
    [
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>),
        typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
    ];

    private static readonly MethodInfo CompileMethod = typeof(GraphDelegateExtensions).GetMethods()
        .Single(method => method.Name == "Compile" && method.GetParameters()[1].ParameterType == typeof(string[]));

    public static TheoryData<int> Counts => [.. Enumerable.Range(1, MaxParameters)];

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Delegate_Has_so_many_parameters(int count)
    {
        object[] values = [.. Numbers(count).Cast<object>()];
        string expected = string.Join(',', Numbers(count));

        Assert.Equal(expected, CompileText(count, typeof(string)).DynamicInvoke(values));
        Assert.Equal(expected, await (Task<string>)CompileText(count, typeof(Task<string>)).DynamicInvoke(values)!);
        Assert.Equal(expected, await (ValueTask<string>)CompileText(count, typeof(ValueTask<string>)).DynamicInvoke(values)!);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Delegate_with_a_token_Has_so_many_parameters(int count)
    {
        if (count == MaxParameters)
        {
            return;
        }

        object[] values = [.. Numbers(count).Cast<object>(), TestContext.Current.CancellationToken];
        string expected = string.Join(',', Numbers(count));

        Assert.Equal(expected, CompileText(count, typeof(string), typeof(CancellationToken)).DynamicInvoke(values));
        Assert.Equal(expected, await (ValueTask<string>)CompileText(count, typeof(ValueTask<string>), typeof(CancellationToken)).DynamicInvoke(values)!);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Tuple_Has_so_many_inputs(int count)
    {
        Type tuple = TupleOf(count);

        // One name would be that of the tuple itself.
        string[] names = count == 1 ? [] : Names("i", count);
        Assert.Equal(string.Join(',', Numbers(count)), Compile(Text(count), Expression.GetFuncType(tuple, typeof(string)), names).DynamicInvoke(Create(tuple, Numbers(count))));
        var recorder = new RecordingProcessor();
        Assert.Equal(string.Join(',', Numbers(count)), Compile(Text(count, recorder), Expression.GetFuncType(tuple, typeof(string)), names).DynamicInvoke(Create(tuple, Numbers(count))));
        Assert.Equal(count + 1, recorder.Events.OfType<NodeEndEvent>().Count());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Tuple_Has_so_many_outputs(int count)
    {
        var graph = new Graph("outputs", Numbers(count).Select(i => Node.Create((int x) => x + i, output: $"o{i}", name: $"n{i}")));

        var outputs = (ITuple)Compile(graph.Select(Names("o", count)), Expression.GetFuncType(typeof(int), TupleOf(count))).DynamicInvoke(100)!;

        Assert.Equal(Numbers(count).Select(i => 100 + i), Enumerable.Range(0, outputs.Length).Select(i => (int)outputs[i]!));
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(0, count)];

    private static string[] Names(string prefix, int count) => [.. Numbers(count).Select(i => $"{prefix}{i}")];

    /// <summary>A graph whose output has all its inputs.</summary>
    private static Graph Text(int count, params EventProcessor[] processors) => new(
        "text",
        [
            .. Numbers(count).Select(i => Node.Create(Chains.Named(x => x, $"i{i}"), output: $"p{i}", name: $"n{i}")),
            Node.CreateFrom(NodeFunction.FromValues(Names("p", count), values => string.Join(',', values.Values)), ["text"], "join"),
        ],
        new GraphOptions { EventProcessors = processors });

    private static Delegate CompileText(int count, Type result, params Type[] last) =>
        Compile(Text(count), Expression.GetFuncType([.. Enumerable.Repeat(typeof(int), count), .. last, result]), Names("i", count));

    private static Delegate Compile(Graph graph, Type type, params string[] inputs) => (Delegate)CompileMethod.MakeGenericMethod(type).Invoke(null, [graph, inputs])!;

    private static Type TupleOf(int count) => count < Tuples.Length
        ? Tuples[count - 1].MakeGenericType([.. Enumerable.Repeat(typeof(int), count)])
        : Tuples[^1].MakeGenericType([.. Enumerable.Repeat(typeof(int), Tuples.Length - 1), TupleOf(count - Tuples.Length + 1)]);

    private static object Create(Type tuple, int[] values) => values.Length < Tuples.Length
        ? Activator.CreateInstance(tuple, [.. values.Cast<object>()])!
        : Activator.CreateInstance(tuple, [.. values[..(Tuples.Length - 1)].Cast<object>(), Create(tuple.GetGenericArguments()[^1], values[(Tuples.Length - 1)..])])!;
}
