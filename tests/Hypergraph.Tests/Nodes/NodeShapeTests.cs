using System.Text.Json;

namespace Hypergraph.Tests.Nodes;

/// <summary>Delegates that cannot be nodes.</summary>
public class NodeShapeTests
{
    private delegate int ByRef(ref int x);

    private delegate int ByIn(in int x);

    private delegate int ByReadOnlyRef(ref readonly int x);

    private delegate int BySpanIn(in ReadOnlySpan<byte> bytes);

    private delegate bool WithOut(int x, out int y);

    private delegate int WithReader(Utf8JsonReader reader);

    private delegate ReadOnlySpan<char> ReturnsSpan(string text);

    private delegate ref int ReturnsRef(int[] numbers);

    private unsafe delegate int WithPointer(int* x);

    private unsafe delegate int WithFunctionPointer(delegate*<int, int> x);

    public static TheoryData<string, Delegate> Parameters => new()
    {
        { "x' of node 'y' is passed by reference ('ref'), which cannot be kept in a graph. Accept int by value. Return what the function changes.", (ByRef)((ref int x) => x) },
        { "x' of node 'y' is passed by reference ('in'), which cannot be kept in a graph. Accept int by value.", (ByIn)((in int x) => x) },
        { "x' of node 'y' is passed by reference ('ref readonly'), which cannot be kept in a graph. Accept int by value.", (ByReadOnlyRef)((ref readonly int x) => x) },
        { "bytes' of node 'y' is passed by reference ('in'), which cannot be kept in a graph. Accept byte[] or ReadOnlyMemory<byte> by value.", (BySpanIn)((in ReadOnlySpan<byte> bytes) => bytes.Length) },
        { "text' of node 'y' is of type ReadOnlySpan<char>, which cannot be kept in a graph. Accept string or ReadOnlyMemory<char>.", (ReadOnlySpan<char> text) => text.Length },
        { "text' of node 'y' is of type Span<char>, which cannot be kept in a graph. Accept char[] or Memory<char>.", (Span<char> text) => text.Length },
        { "ids' of node 'y' is of type ReadOnlySpan<int>, which cannot be kept in a graph. Accept int[] or ReadOnlyMemory<int>.", (ReadOnlySpan<int> ids) => ids.Length },
        { "ids' of node 'y' is of type ReadOnlySpan<int>, which cannot be kept in a graph. Accept int[] or ReadOnlyMemory<int>.", (params ReadOnlySpan<int> ids) => ids.Length },
        { "reader' of node 'y' is of type Utf8JsonReader, which cannot be kept in a graph. Accept a class, or a struct that is no ref struct.", (WithReader)(reader => 0) },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Create_Parameter_that_no_value_can_be_read_for_Is_refused_with_what_to_take(string message, Delegate function)
    {
        Call.Refuses($"Parameter '{message}", () => Node.Create(function, output: "y"));
        Call.Refuses($"Parameter '{message}", () => Node.Create(function, output: ["y"]));
        Call.Refuses($"Parameter '{message}", () => Node.Create(function, output: "z", name: "y"));
    }

    [Fact]
    public unsafe void Create_Pointer_parameter_Is_refused()
    {
        Call.Refuses(
            "Parameter 'x' of node 'y' is of type Int32*, which cannot be kept in a graph. Accept nint, or an array.",
            () => Node.Create((WithPointer)(x => 0), output: "y"));
        Assert.Contains(
            "which cannot be kept in a graph. Accept a delegate.",
            Assert.Throws<GraphConfigurationException>(() => Node.Create((WithFunctionPointer)(x => 0), output: "y")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Out_parameter_Is_refused()
    {
        WithOut parse = TryHalve;
        Call.Refuses(
            "Parameter 'y' of function 'TryHalve' is an out parameter, which cannot be kept in a graph. Return the value, alone or as an element of a tuple.",
            () => Node.Create(parse, output: "z"));
        Call.Refuses(
            "Parameter 'y' of node 'halve' is an out parameter, which cannot be kept in a graph. Return the value, alone or as an element of a tuple.",
            () => Node.Create(parse, output: "z", name: "halve"));

        static bool TryHalve(int x, out int y)
        {
            y = x / 2;
            return x % 2 == 0;
        }
    }

    [Fact]
    public void Gates_and_interrupts_Are_rejected_with_their_name_as_nodes_are()
    {
        Call.Refuses(
            "Parameter 'x' of gate 'gate' is passed by reference ('in'), which cannot be kept in a graph. Accept int by value.",
            () => Node.IfElse((in int x) => true, "a", "b", name: "gate"));
        Call.Refuses(
            "Parameter 'x' of gate 'gate' is passed by reference ('in'), which cannot be kept in a graph. Accept int by value.",
            () => Node.Route((in int x) => "a", ["a"], new RouteOptions { Name = "gate" }));
        Call.Refuses(
            "Parameter 'x' of interrupt 'answer' is passed by reference ('in'), which cannot be kept in a graph. Accept int by value.",
            () => Node.Interrupt<bool>((in int x) => "?", output: "answer"));
        Call.Refuses(
            "Gate 'gate' returns Task<Task<bool>>, and a run awaits the outer task only. Await the inner one in the function, or Unwrap() it.",
            () => Node.IfElse((int x) => Task.FromResult(Task.FromResult(true)), "a", "b", name: "gate"));
        Call.Refuses(
            "Parameter 'x' of the lambda is passed by reference ('in'), which cannot be kept in a graph. Accept int by value.",
            () => NodeFunction.FromDelegate((in int x) => x));
    }

    [Fact]
    public void Create_Span_result_Is_refused()
    {
        ReturnsSpan trim = text => text.AsSpan().Trim();
        Call.Refuses(
            "Node 'y' returns ReadOnlySpan<char>, which cannot be kept in a graph. Return string or ReadOnlyMemory<char>.",
            () => Node.Create(trim, output: "y"));
    }

    [Fact]
    public void Create_Result_by_reference_Is_refused()
    {
        ReturnsRef first = (int[] numbers) => ref numbers[0];
        Call.Refuses(
            "Node 'y' returns a value by reference, which cannot be kept in a graph. Return the value, without 'ref'.",
            () => Node.Create(first, output: "y"));
    }

#pragma warning disable CA2012 // The functions are rejected, not called.
    public static TheoryData<string, Delegate> TasksOfTasks => new()
    {
        { "Task<Task>", (int x) => Task.FromResult(Task.CompletedTask) },
        { "Task<Task<int>>", (int x) => Task.FromResult(Task.FromResult(x)) },
        { "Task<ValueTask>", (int x) => Task.FromResult(ValueTask.CompletedTask) },
        { "Task<ValueTask<int>>", (int x) => Task.FromResult(ValueTask.FromResult(x)) },
        { "ValueTask<Task<int>>", (int x) => ValueTask.FromResult(Task.FromResult(x)) },
        { "ValueTask<ValueTask>", (int x) => ValueTask.FromResult(ValueTask.CompletedTask) },
    };
#pragma warning restore CA2012

    [Theory]
    [MemberData(nameof(TasksOfTasks))]
    public void Create_Task_of_a_task_Is_refused(string type, Delegate function) => Call.Refuses(
        $"Node 'y' returns {type}, and a run awaits the outer task only. Await the inner one in the function, or Unwrap() it.",
        () => Node.Create(function, output: "y"));

#pragma warning disable MA0147, MA0155 // What is rejected is async void.
    private static async void SaveAsync(int x) => await Task.Delay(x);

    public static TheoryData<string, Delegate> AsyncVoids => new()
    {
        { "Node 'save'", (Action<int>)(async x => await Task.Delay(x)) },
        { "Node 'save'", (Action)(async () => await Task.Yield()) },
        { "Node 'save'", SaveAsync },
        { "Node 'save'", new Action<int>(new Action<int>(SaveAsync).Invoke) },
    };

    [Theory]
    [MemberData(nameof(AsyncVoids))]
    public void Create_Async_void_Is_refused(string subject, Delegate function) => Call.Refuses(
        $"{subject} calls an async void function, which a run cannot await and whose exceptions end the process. Return Task: declare the method as async Task, or pass the lambda as Func<…, Task> and not as Action<…>.",
        () => Node.Create(function, name: "save"));

    [Fact]
    public void Create_Async_void_method_group_Is_refused_by_its_name() => Assert.StartsWith(
        "Function 'SaveAsync' calls an async void function",
        Assert.Throws<GraphConfigurationException>(() => Node.Create(SaveAsync)).Message,
        StringComparison.Ordinal);
#pragma warning restore MA0147, MA0155

    [Fact]
    public void Create_Combined_delegate_Is_refused()
    {
        Action<int> both = (int x) => { };
        both += (int y) => { };
        Call.Refuses(
            "Node 'both' is a combination of several delegates. Create a node for each one.",
            () => Node.Create(both, name: "both"));
    }

    [Fact]
    public void Create_Null_Is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Node.Create((Delegate)null!, output: "y"));
        Assert.Throws<ArgumentNullException>(() => Node.CreateFrom((NodeFunction)null!, ["y"], "n"));
    }
}
