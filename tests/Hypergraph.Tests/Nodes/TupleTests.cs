namespace Hypergraph.Tests.Nodes;

public class TupleTests
{
    [Fact]
    public void Create_Named_tuple_of_a_method_Gives_an_output_for_each_element()
    {
        static (int Quotient, string Left) Divide(int x) => (x / 10, $"r{x % 10}");
        FunctionNode node = Node.Create(Divide);

        Assert.Equal(["Quotient", "Left"], node.Outputs.Select(o => o.Name));
        Assert.Equal([typeof(int), typeof(string)], node.Outputs.Select(o => o.Type));
        Assert.Equal("Divide", node.Name);
        RunResult result = Call.Run(node, ("x", 42));
        Assert.Equal(4, result["Quotient"]);
        Assert.Equal("r2", result["Left"]);
    }

    [Fact]
    public void Create_Named_tuple_of_a_lambda_with_a_return_type_Gives_an_output_for_each_element() =>
        Assert.Equal(["low", "high"], Node.Create((int low, int high) (int x) => (x, x + 1)).Outputs.Select(o => o.Name));

    [Fact]
    public void Create_Tuple_named_in_the_call_Has_those_names()
    {
        FunctionNode node = Node.Create((int x) => (x, x + 1), output: ["low", "high"]);

        Assert.Equal("low", node.Name);
        RunResult result = Call.Run(node, ("x", 1));
        Assert.Equal(1, result["low"]);
        Assert.Equal(2, result["high"]);
    }

    [Fact]
    public void Create_Named_tuple_named_in_the_call_Has_the_names_of_the_call()
    {
        static (int A, int B) Pair(int x) => (x, x + 1);
        Assert.Equal(["c", "d"], Node.Create(Pair, output: ["c", "d"]).Outputs.Select(o => o.Name));
    }

    [Fact]
    public void Create_Tuple_with_one_output_Is_one_value()
    {
        FunctionNode node = Node.Create((int x) => (x, "a"), output: "pair");

        Assert.Equal(typeof((int, string)), node.Outputs[0].Type);
        Assert.Equal((1, "a"), Call.Run(node, ("x", 1)).Get<(int, string)>("pair"));
    }

    public static TheoryData<int> Sizes => [2, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Create_Tuple_of_any_size_Gives_each_element_in_its_place(int size)
    {
        Delegate function = size switch
        {
            2 => () => (1, "2"),
            3 => () => (1, "2", 3),
            4 => () => (1, "2", 3, "4"),
            5 => () => (1, "2", 3, "4", 5),
            6 => () => (1, "2", 3, "4", 5, "6"),
            7 => () => (1, "2", 3, "4", 5, "6", 7),
            8 => () => (1, "2", 3, "4", 5, "6", 7, "8"),
            9 => () => (1, "2", 3, "4", 5, "6", 7, "8", 9),
            14 => () => (1, "2", 3, "4", 5, "6", 7, "8", 9, "10", 11, "12", 13, "14"),
            15 => () => (1, "2", 3, "4", 5, "6", 7, "8", 9, "10", 11, "12", 13, "14", 15),
            _ => () => (1, "2", 3, "4", 5, "6", 7, "8", 9, "10", 11, "12", 13, "14", 15, "16"),
        };
        string[] names = [.. Enumerable.Range(1, size).Select(i => $"v{i}")];
        FunctionNode node = Node.Create(function, output: names);

        Assert.Equal(Enumerable.Range(1, size).Select(i => i % 2 == 0 ? typeof(string) : typeof(int)), node.Outputs.Select(o => o.Type));
        RunResult result = Call.Run(node);
        for (int i = 1; i <= size; i++)
        {
            Assert.Equal(i % 2 == 0 ? $"{i}" : i, result[$"v{i}"]);
        }
    }

    [Fact]
    public void Create_Named_tuple_of_nine_elements_Is_named_by_them()
    {
        static (int A, int B, int C, int D, int E, int F, int G, int H, int I) Nine() => (1, 2, 3, 4, 5, 6, 7, 8, 9);
        FunctionNode node = Node.Create(Nine);

        Assert.Equal(["A", "B", "C", "D", "E", "F", "G", "H", "I"], node.Outputs.Select(o => o.Name));
        Assert.Equal(9, Call.Run(node).Get<int>("I"));
    }

    [Fact]
    public void Create_Nested_tuple_Gives_the_inner_one_as_a_value()
    {
        static ((int X, int Y) Point, string Label) Locate() => ((1, 2), "here");
        FunctionNode node = Node.Create(Locate);

        Assert.Equal(["Point", "Label"], node.Outputs.Select(o => o.Name));
        RunResult result = Call.Run(node);
        Assert.Equal((1, 2), result.Get<(int, int)>("Point"));
        Assert.Equal("here", result["Label"]);
    }

    [Fact]
    public async Task Create_Task_of_a_named_tuple_Gives_an_output_for_each_element()
    {
        static async Task<(int Low, string High)> Pair(int x)
        {
            await Task.Yield();
            return (x, $"{x + 1}");
        }

        FunctionNode node = Node.Create(Pair);

        Assert.Equal(["Low", "High"], node.Outputs.Select(o => o.Name));
        Assert.Equal("2", (await Call.RunAsync(node, ("x", 1)))["High"]);
    }

    [Fact]
    public async Task Create_Value_task_of_a_named_tuple_Gives_an_output_for_each_element()
    {
        static ValueTask<(int Low, int High)> Pair(int x) => new((x, x + 1));
        Assert.Equal(2, (await Call.RunAsync(Node.Create(Pair), ("x", 1)))["High"]);
    }

    [Fact]
    public async Task Create_Task_of_a_tuple_of_eight_Gives_each_element()
    {
        FunctionNode node = Node.Create(
            async () =>
            {
                await Task.Yield();
                return (1, 2, 3, 4, 5, 6, 7, "8");
            },
            output: ["a", "b", "c", "d", "e", "f", "g", "h"]);

        Assert.Equal("8", (await Call.RunAsync(node))["h"]);
    }

    [Fact]
    public void Create_Tuple_with_a_gap_in_its_names_Is_refused() => Call.Refuses(
        "The node returns (int, int), but its output has no name. Pass output: \"…\", or output: [] to discard it.",
        () => Node.Create((int a, int) (int x) => (x, x)));

    [Fact]
    public void Create_Fewer_outputs_than_elements_Is_refused() => Call.Refuses(
        "Node 'split' returns a tuple of 3 ((int, int, int)), but 2 outputs are named: 'a', 'b'. Name as many as it returns.",
        () => Node.Create((int x) => (x, x, x), output: ["a", "b"], name: "split"));

    [Fact]
    public void Create_More_outputs_than_one_value_Is_refused() => Call.Refuses(
        "The node returns one value (int), but 2 outputs are named: 'a', 'b'. Name as many as it returns.",
        () => Node.Create((int x) => x, output: ["a", "b"]));
}
