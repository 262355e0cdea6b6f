using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hypergraph.Tests.Nodes;

public class DefaultTests
{
    public enum Colour
    {
        Red,
        Green,
        Blue,
    }

    public static TheoryData<string, Delegate, object?> Defaults => new()
    {
        { "int", (int x = 5) => Show(x), 5 },
        { "long", (long x = 5) => Show(x), 5L },
        { "byte", (byte x = 5) => Show(x), (byte)5 },
        { "short?", (short? x = 5) => Show(x), (short)5 },
        { "int? with a value", (int? x = 5) => Show(x), 5 },
        { "int? of null", (int? x = null) => Show(x), null },
        { "nint", (nint x = 5) => Show(x), (nint)5 },
        { "nuint", (nuint x = 5) => Show(x), (nuint)5 },
        { "nint?", (nint? x = 5) => Show(x), (nint)5 },
        { "nint of its own default", (nint x = default) => Show(x), (nint)0 },
        { "float", (float x = 1.5f) => Show(x), 1.5f },
        { "decimal?", (decimal? x = 1.5m) => Show(x), 1.5m },
        { "date", ([Optional, DateTimeConstant(630822816000000000)] DateTime x) => Show(x), new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) },
        { "date?", ([Optional, DateTimeConstant(630822816000000000)] DateTime? x) => Show(x), new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) },
        { "constant of a narrower type", ([Optional, DefaultParameterValue(5)] long x) => Show(x), 5L },
        { "string", (string x = "a") => Show(x), "a" },
        { "null string", (string? x = null) => Show(x), null },
        { "bool", (bool x = true) => Show(x), true },
        { "char", (char x = 'c') => Show(x), 'c' },
        { "double", (double x = 1.5) => Show(x), 1.5 },
        { "decimal", (decimal x = 1.5m) => Show(x), 1.5m },
        { "enum", (Colour x = Colour.Green) => Show(x), Colour.Green },
        { "enum?", (Colour? x = Colour.Blue) => Show(x), Colour.Blue },
        { "enum? of null", (Colour? x = null) => Show(x), null },
        { "struct", (DateTime x = default) => Show(x), default(DateTime) },
        { "struct of the tests", (Guid x = default) => Show(x), Guid.Empty },
        { "tuple", ((int, string) x = default) => Show(x), default((int, string)) },
        { "object", (object? x = null) => Show(x), null },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Create_Default_parameter_Has_that_default_when_nothing_is_given(string kind, Delegate function, object? expected)
    {
        FunctionNode node = Node.Create(function, output: "y", name: kind);

        Assert.True(node.Inputs[0].HasDefault);
        Assert.Equal(expected, node.Inputs[0].DefaultValue);
        Assert.Equal(Show(expected), Call.Run(node)["y"]);
    }

    [Fact]
    public void Create_Default_of_a_method_group_Is_read()
    {
        static int Add(int x, int y = 3) => x + y;
        FunctionNode node = Node.Create(Add, output: "sum");

        Assert.False(node.Inputs[0].HasDefault);
        Assert.Null(node.Inputs[0].DefaultValue);
        Assert.Equal(4, Call.Run(node, ("x", 1))["sum"]);
        Assert.Equal(11, Call.Run(node, ("x", 1), ("y", 10))["sum"]);
    }

    [Fact]
    public void Create_Default_in_a_function_with_seven_parameters_Is_read()
    {
        FunctionNode node = Node.Create((int a, int b, int c, int d, int e, int f = 6, string g = "g") => $"{a}{b}{c}{d}{e}{f}{g}", output: "y");

        Assert.Equal("123456g", Call.Run(node, ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5))["y"]);
    }

    [Fact]
    public void Create_Default_given_as_null_Is_null()
    {
        FunctionNode node = Node.Create((string? x = "a") => x ?? "none", output: "y");

        Assert.Equal("none", Call.Run(node, ("x", null))["y"]);
    }

    private static string Show(object? value) => value is null ? "null" : $"{value.GetType().Name} {value}";
}
