namespace Hypergraph.Tests.Nodes;

public sealed class DefinitionTests
{
    private int _field = 1;

    [Fact]
    public void Definition_Is_the_method_in_its_build()
    {
        NodeFunction one = NodeFunction.FromDelegate(Twice);
        NodeFunction same = NodeFunction.FromDelegate((Func<int, int>)Twice);
        NodeFunction other = NodeFunction.FromDelegate((int x) => x + x);

        Assert.Equal(one.Definition, same.Definition);
        Assert.NotEqual(one.Definition, other.Definition);
        Assert.StartsWith($"{typeof(DefinitionTests).Module.ModuleVersionId:n}:", one.Definition, StringComparison.Ordinal);
        Assert.Empty(one.Captures);
        Assert.Empty(other.Captures);
    }

    [Fact]
    public void Definition_Of_a_generic_method_Has_its_arguments()
    {
        Assert.NotEqual(NodeFunction.FromDelegate(NameOf<int>).Definition, NodeFunction.FromDelegate(NameOf<string>).Definition);
        Assert.NotEqual(NodeFunction.FromDelegate(Box<int>.Name).Definition, NodeFunction.FromDelegate(Box<string>.Name).Definition);
        Assert.Equal(NodeFunction.FromDelegate(NameOf<int>).Definition, NodeFunction.FromDelegate(NameOf<int>).Definition);
    }

    [Fact]
    public void Definition_Of_what_captures_Is_null_and_what_is_named()
    {
        NodeFunction scaled = Scaled(2);
        Assert.Null(scaled.Definition);
        Assert.Equal(["factor"], scaled.Captures);

        NodeFunction ofThis = NodeFunction.FromDelegate((int x) => x + _field++);
        Assert.Null(ofThis.Definition);
        Assert.Equal(["this"], ofThis.Captures);
    }

    [Fact]
    public void Definition_Of_nested_scopes_Names_the_variables_of_all()
    {
        int factor = 2;
        for (int i = 0; i < 1; i++)
        {
            int offset = i;
            Assert.Equal(["factor", "offset", "this"], NodeFunction.FromDelegate((int x) => (x * factor) + offset + _field).Captures.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Definition_Of_a_captured_anonymous_object_Names_the_variable()
    {
        var options = new { Size = 3 };
        Assert.Equal(["options"], NodeFunction.FromDelegate((int x) => x * options.Size).Captures);
    }

    [Fact]
    public void Definition_Of_a_function_made_from_data_Is_null()
    {
        NodeFunction function = NodeFunction.FromValues(["x"], values => values["x"]);
        Assert.Null(function.Definition);
        Assert.Empty(function.Captures);
    }

    private static NodeFunction Scaled(int factor) => NodeFunction.FromDelegate((int x) => x * factor);

    private static int Twice(int x) => 2 * x;

    private static string NameOf<T>(int x) => $"{typeof(T)} {x}";

    private static class Box<T>
    {
        public static string Name(int x) => $"{typeof(T)} {x}";
    }
}
