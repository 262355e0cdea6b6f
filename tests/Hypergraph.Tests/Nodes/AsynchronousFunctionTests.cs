using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Nodes;

/// <summary>Functions that return a task or a stream.</summary>
public class AsynchronousFunctionTests
{
    [Fact]
    public async Task Run_Function_that_returns_no_task_Fails_with_its_node_s_name()
    {
        Delegate[] functions = [(int x) => (Task<int>)null!, (int x) => (Task)null!];
        foreach (Delegate function in functions)
        {
            FunctionNode node = Node.Create(function, output: [], name: "save");
            Assert.Equal(
                "Graph 'g': node 'save' returned null in place of a task. Return a task on every path, such as Task.CompletedTask or Task.FromResult, or declare the function async.",
                (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(new Graph("g", [node]), ("x", 1)))).Message);
        }

        Assert.Equal(
            "The graph: node 'items' returned null in place of a stream. Return a stream on every path, without items where there are none.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => Call.RunAsync(Node.Create((int x) => (IAsyncEnumerable<int>)null!, output: "items"), ("x", 1)))).Message);
    }

    [Fact]
    public async Task Run_Gate_and_interrupt_that_return_no_task_Fail_with_their_names()
    {
        var gated = new Graph("g", [Node.IfElse((int x) => (Task<bool>)null!, "a", Node.End, name: "gate"), Node.Create((int x) => x, output: "y", name: "a")]);
        Assert.StartsWith(
            "Graph 'g': node 'gate' returned null in place of a task.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(gated, ("x", 1)))).Message,
            StringComparison.Ordinal);

        var asking = new Graph("g", [Node.Interrupt<bool>((int x) => (Task<string>)null!, output: "approved", name: "ask")]);
        Assert.StartsWith(
            "Graph 'g': node 'ask' returned null in place of a task.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(asking, ("x", 1)))).Message,
            StringComparison.Ordinal);
    }

    public static TheoryData<Delegate, string> UnawaitedResults => new()
    {
        { (int x) => (Task.FromResult(x), 2), "Node 'save' returns (Task<int>, int), and a run does not await the Task<int> in that tuple. Await it in the function, and return what it produces." },
        { (int x) => Task.FromResult((1, ValueTask.CompletedTask)), "Node 'save' returns Task<(int, ValueTask)>, and a run does not await the ValueTask in that tuple. Await it in the function, and return what it produces." },
        { (int x) => ((1, Task.CompletedTask), 2), "Node 'save' returns ((int, Task), int), and a run does not await the Task in that tuple. Await it in the function, and return what it produces." },
        { (int x) => Task.FromResult<IAsyncEnumerable<int>>(null!), "Node 'save' returns Task<IAsyncEnumerable<int>>, and a run collects a stream only where the function returns it itself. Return IAsyncEnumerable<int>: make the function an async iterator (async, with yield return), and await in it what comes before the stream." },
    };

    [Theory]
    [MemberData(nameof(UnawaitedResults))]
    public void Create_Function_whose_task_or_stream_would_not_be_awaited_Is_refused(Delegate function, string message) =>
        Assert.Equal(message, Assert.Throws<GraphConfigurationException>(() => Node.Create(function, output: ["a", "b"], name: "save")).Message);

    [Fact]
    public async Task Run_Task_as_a_value_of_any_type_Fails_with_its_node_s_name()
    {
        const string Message =
            "Graph 'g': node 'save' returned a task as a value, which a run does not await. Await it in the function, which then returns a task itself; of a function over data with NodeFunction.FromValuesAsync.";
        Node[] nodes =
        [
            Node.Create((int x) => (object)Task.FromResult(x), output: "y", name: "save"),
            Node.Create((int x) => Task.FromResult<object>(Task.FromResult(x)), output: "y", name: "save"),
            Node.CreateFrom(NodeFunction.FromValues(["x"], _ => Task.FromResult(1)), ["y"], "save"),
            Node.CreateFrom(NodeFunction.FromValues(["x"], _ => new ValueTask<int>(1)), ["y"], "save"),
            Node.CreateFrom(NodeFunction.FromValues(["x"], _ => new object[] { 1, Task.FromResult(1) }), ["y", "z"], "save"),
            Node.CreateFrom(NodeFunction.FromValues(["x"], _ => Task.FromResult(1)), ["y", "z"], "save"),
            Node.CreateFrom(NodeFunction.FromValuesAsync(["x"], (_, _) => Task.FromResult<object?>(Task.FromResult(1))), ["y"], "save"),
        ];
        foreach (Node node in nodes)
        {
            Assert.Equal(Message, (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(new Graph("g", [node]), ("x", 1)))).Message);
        }

        Assert.Equal("a", (await new AsyncRunner().RunAsync(new Graph([Node.Create((int x) => (object)"a", output: "y")]), ("x", 1)))["y"]);
    }

    public static TheoryData<string, Delegate> AsynchronousFunctions => new()
    {
        { "task", async (int x) => { await Task.Yield(); return x + 1; } },
        { "task that is done", (int x) => Task.FromResult(x + 1) },
        { "value task", async ValueTask<int> (int x) => { await Task.Yield(); return x + 1; } },
        { "value task that is done", (int x) => new ValueTask<int>(x + 1) },
    };

    [Theory]
    [MemberData(nameof(AsynchronousFunctions))]
    public async Task Create_Asynchronous_function_Gives_the_awaited_result(string kind, Delegate function)
    {
        FunctionNode node = Node.Create(function, output: "y", name: kind);

        Assert.True(node.IsAsync);
        Assert.Equal(typeof(int), node.Outputs[0].Type);
        Assert.Equal(typeof(int), node.Function.ResultType);
        Assert.Equal(6, (await Call.RunAsync(node, ("x", 5))).Get<int>("y"));
    }

    public static TheoryData<string> KindsWithoutResult => ["task", "done task", "value task", "done value task"];

    [Theory]
    [MemberData(nameof(KindsWithoutResult))]
    public async Task Create_Asynchronous_function_without_a_result_Is_awaited_and_gives_nothing(string kind)
    {
        List<int> seen = [];
        Delegate function = kind switch
        {
            "task" => async (int x) => { await Task.Yield(); seen.Add(x); }
            ,
            "done task" => (int x) => { seen.Add(x); return Task.CompletedTask; }
            ,
            "value task" => async ValueTask (int x) => { await Task.Yield(); seen.Add(x); }
            ,
            _ => (int x) => { seen.Add(x); return ValueTask.CompletedTask; }
            ,
        };
        FunctionNode node = Node.Create(function, name: "note");

        RunResult result = await Call.RunAsync(node, ("x", 5));

        Assert.True(node.IsAsync);
        Assert.Empty(node.Outputs);
        Assert.Empty(result.Values);
        Assert.Equal([5], seen);
    }

    [Fact]
    public async Task Create_Stream_Is_collected_to_a_list()
    {
        static async IAsyncEnumerable<int> Count(int n, [EnumeratorCancellation] CancellationToken token = default)
        {
            for (int i = 0; i < n; i++)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                yield return i;
            }
        }

        FunctionNode node = Node.Create(Count, output: "numbers");

        Assert.True(node.IsAsync);
        Assert.Equal(["n"], node.Inputs.Select(i => i.Name));
        Assert.Equal(typeof(List<int>), node.Outputs[0].Type);
        Assert.Equal([0, 1, 2], (await Call.RunAsync(node, ("n", 3))).Get<List<int>>("numbers"));
        Assert.Empty((await Call.RunAsync(node, ("n", 0))).Get<List<int>>("numbers"));
    }
}
