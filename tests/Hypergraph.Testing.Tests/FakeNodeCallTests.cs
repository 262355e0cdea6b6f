using Hypergraph.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;

namespace Hypergraph.Testing.Tests;

public sealed class FakeNodeCallTests
{
    private static readonly FunctionNode Ask = Node.Create((string prompt) => $"re: {prompt}", output: "answer", name: "ask");
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Responses_Follow_each_other_and_the_last_repeats()
    {
        FakeNodeCall call = new FakeNodeCall(Ask, [("prompt", "a")]).Throws(new TimeoutException()).Returns(("answer", "one")).Returns(("answer", "two"));

        await Assert.ThrowsAsync<TimeoutException>(async () => await call.InvokeAsync(Token));
        Assert.Equal("one", (await call.InvokeAsync(Token)).Values["answer"]);
        Assert.Equal("two", call.Invoke(Token).Values["answer"]);
        Assert.Equal("two", call.Invoke(Token).Values["answer"]);
        Assert.Equal(4, call.CallCount);
    }

    [Fact]
    public async Task Interceptors_Are_tested_without_a_run()
    {
        FakeNodeCall call = new FakeNodeCall(Ask, [("prompt", "a")]).Throws(new TimeoutException()).Returns(("answer", "late"));
        var retry = new ResilienceInterceptor(
            new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.Zero }).Build());

        NodeOutputs outputs = await retry.InvokeAsync(call, Token);

        Assert.Equal("late", outputs.Values["answer"]);
        Assert.Equal([1, 2], call.Attempts.Select(attempt => attempt.Number));
        Assert.All(call.Attempts, attempt => Assert.True(attempt.IsEnded));
        Assert.IsType<TimeoutException>(call.Attempts[0].Error);
        Assert.Null(call.Attempts[1].Error);
    }

    [Fact]
    public async Task Responds_Receives_the_token_of_the_interceptor()
    {
        var timeout = new ResilienceInterceptor(new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromDays(1)).Build());
        FakeNodeCall call = new FakeNodeCall(Ask, GraphInputs.Empty)
            .Responds(token => Task.FromResult(NodeOutputs.Of(new Dictionary<string, object?> { ["answer"] = token.CanBeCanceled })));

        Assert.Equal(true, (await timeout.InvokeAsync(call, CancellationToken.None)).Values["answer"]);
        Assert.True(Assert.Single(call.Tokens).CanBeCanceled);
    }

    [Fact]
    public void Attempt_Keeps_its_first_end()
    {
        var call = new FakeNodeCall(Ask, GraphInputs.Empty);
        NodeAttempt attempt = call.StartAttempt();
        Assert.False(call.Attempts[0].IsEnded);
        attempt.End(new TimeoutException());
        attempt.End();
        Assert.IsType<TimeoutException>(call.Attempts[0].Error);
    }

    [Fact]
    public void Properties_Are_what_the_test_supplies()
    {
        var call = new FakeNodeCall(Ask, [("prompt", "a")], graphName: "chat", itemIndex: 3, workflowId: "w");
        Assert.Same(Ask, call.Node);
        Assert.Equal("a", call.Inputs["prompt"]);
        Assert.Equal(("chat", 3, "w"), (call.GraphName, call.ItemIndex, call.WorkflowId));
        Assert.Same(NullLogger.Instance, call.Logger);
    }

    [Fact]
    public void Call_Without_a_response_Is_rejected() => Assert.Equal(
        "The interceptor called node 'ask', but the call has no response. Add one with Returns, Throws or Responds.",
        Assert.Throws<InvalidOperationException>(() => new FakeNodeCall(Ask, GraphInputs.Empty).Invoke(Token)).Message);

    [Fact]
    public void Names_That_the_node_does_not_have_Are_rejected()
    {
        Assert.Equal(
            "Node 'ask' has no input 'text'. Inputs: 'prompt'. (Parameter 'inputs')",
            Assert.Throws<ArgumentException>(() => new FakeNodeCall(Ask, [("text", "a")])).Message);
        Assert.Equal(
            "The response has 'anser', but the outputs of node 'ask' are 'answer'. Supply a value for each. (Parameter 'outputs')",
            Assert.Throws<ArgumentException>(() => new FakeNodeCall(Ask, GraphInputs.Empty).Returns(("anser", "a"))).Message);
        Assert.Equal(
            "The response has none, but the outputs of node 'ask' are 'answer'. Supply a value for each. (Parameter 'outputs')",
            Assert.Throws<ArgumentException>(() => new FakeNodeCall(Ask, GraphInputs.Empty).Returns()).Message);
        Assert.Equal(
            "The response has 'answer' as int, but node 'ask' produces string. (Parameter 'outputs')",
            Assert.Throws<ArgumentException>(() => new FakeNodeCall(Ask, GraphInputs.Empty).Returns(("answer", 1))).Message);
    }

    [Fact]
    public void Gates_and_interrupts_Have_one_output_of_their_own()
    {
        IfElseNode gate = Node.IfElse((int x) => x > 0, then: "a", otherwise: Node.End, name: "gate");
        InterruptNode interrupt = Node.Interrupt<bool>((int x) => x, output: "ok", name: "interrupt");

        Assert.Equal(true, new FakeNodeCall(gate, [("x", 1)]).Returns(("decision", true)).Invoke(Token).Values["decision"]);
        Assert.Equal("sure?", new FakeNodeCall(interrupt, [("x", 1)]).Returns(("question", "sure?")).Invoke(Token).Values["question"]);
        Assert.Throws<ArgumentException>(() => new FakeNodeCall(interrupt, [("x", 1)]).Returns(("ok", true)));
    }
}
