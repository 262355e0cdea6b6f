namespace Hypergraph.Tests.Nodes;

public class GateNodeTests
{
    [Fact]
    public void IfElse_Reports_what_it_is()
    {
        IfElseNode gate = Node.IfElse((int x) => x > 0, "yes", Node.End, name: "gate", defaultOpen: false);

        Assert.Equal(NodeKind.IfElse, gate.Kind);
        Assert.Equal("yes", gate.Then);
        Assert.Equal("END", gate.Otherwise);
        Assert.Equal(["yes", "END"], gate.Targets);
        Assert.False(gate.DefaultOpen);
        Assert.False(gate.AllowsMultiple);
        Assert.Empty(gate.Outputs);
        Assert.Equal(["x"], gate.Inputs.Select(i => i.Name));
        Assert.Equal("gate(x) → nothing", gate.ToString());
    }

    [Fact]
    public void Route_Reports_what_it_is()
    {
        RouteNode gate = Node.Route((int x) => "a", ["a", "b"], new RouteOptions { Name = "gate", Fallback = "c" });

        Assert.Equal(NodeKind.Route, gate.Kind);
        Assert.Equal("c", gate.Fallback);
        Assert.Equal(["a", "b", "c"], gate.Targets);
        Assert.True(gate.DefaultOpen);
        Assert.False(gate.AllowsMultiple);
    }

    [Fact]
    public void Route_Fallback_that_is_a_target_Is_listed_once() =>
        Assert.Equal(["a", "b"], Node.Route((int x) => "a", ["a", "b"], new RouteOptions { Name = "gate", Fallback = "b" }).Targets);

    [Fact]
    public void WithName_Gate_Keeps_all_else()
    {
        RouteNode gate = Node.Route((int x) => new[] { "a" }, ["a", "b"], new RouteOptions { Name = "gate", Fallback = "b", AllowMultiple = true, DefaultOpen = false })
            .WithName("other");
        IfElseNode ifElse = Node.IfElse((int x) => x > 0, "yes", "no", name: "gate", defaultOpen: false).WithName("other");

        Assert.Equal("other", gate.Name);
        Assert.Equal("b", gate.Fallback);
        Assert.True(gate.AllowsMultiple);
        Assert.False(gate.DefaultOpen);
        Assert.Equal("other", ifElse.Name);
        Assert.False(ifElse.DefaultOpen);
        Assert.Equal(["yes", "no"], ifElse.Targets);
    }

    [Fact]
    public void IfElse_Asynchronous_condition_Is_asynchronous() =>
        Assert.True(Node.IfElse(async (int x) => { await Task.Yield(); return x > 0; }, "a", "b", name: "gate").IsAsync);

    [Fact]
    public void IfElse_Condition_that_is_no_bool_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns string. A condition returns bool.",
        () => Node.IfElse((int x) => "a", "a", "b", name: "gate"));

    [Fact]
    public void IfElse_Condition_that_gives_nothing_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns nothing, so it decides nothing. Return the decision.",
        () => Node.IfElse((int x) => { }, "a", "b", name: "gate"));

    [Fact]
    public void IfElse_Awaited_condition_that_is_no_bool_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns int. A condition returns bool.",
        () => Node.IfElse((int x) => Task.FromResult(x), "a", "b", name: "gate"));

    [Fact]
    public void Route_Function_that_gives_nothing_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns nothing, so it decides nothing. Return the decision.",
        () => Node.Route((int x) => { }, ["a"], new RouteOptions { Name = "gate" }));

    [Fact]
    public void Route_Function_that_gives_no_name_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns string[]. A route returns the name of a target; set AllowMultiple to return a list.",
        () => Node.Route((int x) => new[] { "a" }, ["a"], new RouteOptions { Name = "gate" }));

    [Fact]
    public void Route_With_several_allowed_but_one_name_given_Is_refused() => Call.Refuses(
        "Gate 'gate': its function returns string. With AllowMultiple a route returns a list of target names.",
        () => Node.Route((int x) => "a", ["a"], new RouteOptions { Name = "gate", AllowMultiple = true }));

    [Fact]
    public void Route_Without_targets_Is_refused() => Call.Refuses(
        "Gate 'gate' has no targets. Name the nodes that it may choose.",
        () => Node.Route((int x) => "a", [], new RouteOptions { Name = "gate" }));

    [Fact]
    public void Route_Target_without_a_name_Is_refused() => Call.Refuses(
        "Gate 'gate' has a target without a name. Name a node, or Node.End.",
        () => Node.Route((int x) => "a", ["a", " "], new RouteOptions { Name = "gate" }));

    [Fact]
    public void IfElse_Target_that_is_the_gate_itself_Is_refused() => Call.Refuses(
        "Gate 'gate' targets itself. A gate runs again when its inputs change; target the node that changes them.",
        () => Node.IfElse((int x) => x > 0, "gate", "b", name: "gate"));

    [Fact]
    public void Interrupt_Reports_what_it_is()
    {
        InterruptNode ask = Node.Interrupt<bool>((string draft) => $"Send {draft}?", "approved");

        Assert.Equal(NodeKind.Interrupt, ask.Kind);
        Assert.True(ask.IsAsync);
        Assert.Equal(["draft"], ask.Inputs.Select(i => i.Name));
        Assert.Equal("approved", Assert.Single(ask.Outputs).Name);
        Assert.Equal(typeof(bool), ask.Outputs[0].Type);
        Assert.Equal("other", ask.WithName("other").Name);
    }

    [Fact]
    public void Interrupt_Without_a_question_Is_refused() => Call.Refuses(
        "Interrupt 'answer': its function returns nothing, so there is no question to ask. Return the question.",
        () => Node.Interrupt<bool>((string draft) => { }, "answer"));

    [Fact]
    public void Interrupt_Answer_with_an_invalid_name_Is_refused() => Call.Refuses(
        "Node 'ask': 'an answer' is not a valid name. A name of a value starts with a letter or '_', and continues with letters, digits, '_', '-' and '.'.",
        () => Node.Interrupt<bool>((string draft) => draft, "an answer", "ask"));
}
