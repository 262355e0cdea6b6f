using Hypergraph.FSharp;

namespace Hypergraph.Tests.Nodes;

public class FSharpTests
{
    public static TheoryData<string, Delegate> Lambdas => new()
    {
        { "lambda", Functions.lambda },
        { "delegate of a named function", Functions.ofNamed },
        { "delegate of a function value", Functions.ofValue },
        { "lambda that captures", Functions.capturing(2) },
        { "task", Functions.tasked },
    };

    [Theory]
    [MemberData(nameof(Lambdas))]
    public void Create_Closure_Is_a_lambda_without_a_name_of_its_own(string kind, Delegate function)
    {
        Assert.NotEmpty(kind);
        Assert.Null(NodeFunction.FromDelegate(function).Name);
        Assert.Equal("y", Node.Create(function, output: "y").Name);
    }

    [Fact]
    public void Captures_Of_a_closure_Are_its_variables()
    {
        NodeFunction capturing = NodeFunction.FromDelegate(Functions.capturing(2));

        Assert.Equal(["offset"], capturing.Captures);
        Assert.Null(capturing.Definition);
        Assert.Empty(NodeFunction.FromDelegate(Functions.lambda).Captures);
    }

    [Fact]
    public async Task Run_Closures_Produce_their_values()
    {
        Assert.Equal(5, Call.Run(Node.Create(Functions.lambda, output: "y"), ("x", 4))["y"]);
        Assert.Equal(6, Call.Run(Node.Create(Functions.capturing(2), output: "y"), ("x", 4))["y"]);
        Assert.Equal(5, (await Call.RunAsync(Node.Create(Functions.tasked, output: "y"), ("x", 4)))["y"]);
    }

    [Fact]
    public void Create_Async_Is_refused_with_what_to_write()
    {
        const string Message = "Node 'y' returns Async<int>, which has not been started. Return a task: write task { … }, or end with Async.StartAsTask.";
        Call.Refuses(Message, () => Node.Create(Functions.asynchronous, output: "y"));
        Call.Refuses(Message, () => Node.Create(Functions.taskOfAsync, output: "y"));
    }
}
