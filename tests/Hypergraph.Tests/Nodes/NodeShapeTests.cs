namespace Hypergraph.Tests.Nodes;

/// <summary>Delegates that cannot be nodes.</summary>
public class NodeShapeTests
{
    private delegate int ByRef(ref int x);

    private delegate bool WithOut(int x, out int y);

    private delegate int WithSpan(ReadOnlySpan<char> text);

    private delegate ReadOnlySpan<char> GivesSpan(string text);

    private delegate ref int GivesRef(int[] numbers);

    [Fact]
    public void Create_Parameter_by_reference_Is_refused()
    {
        ByRef byRef = (ref int x) => x;
        Call.Refuses(
            "Parameter 'x' of the lambda is passed by reference, which cannot be kept in a graph. Take it by value, as an ordinary type.",
            () => Node.Create(byRef, output: "y"));
    }

    [Fact]
    public void Create_Out_parameter_Is_refused()
    {
        WithOut parse = TryHalve;
        Call.Refuses(
            "Parameter 'y' of function 'TryHalve' is passed by reference, which cannot be kept in a graph. Take it by value, as an ordinary type.",
            () => Node.Create(parse, output: "z"));

        static bool TryHalve(int x, out int y)
        {
            y = x / 2;
            return x % 2 == 0;
        }
    }

    [Fact]
    public void Create_Span_parameter_Is_refused()
    {
        WithSpan length = text => text.Length;
        Call.Refuses(
            "Parameter 'text' of the lambda is of type ReadOnlySpan<char>, which cannot be kept in a graph. Take it by value, as an ordinary type.",
            () => Node.Create(length, output: "y"));
    }

    [Fact]
    public void Create_Span_result_Is_refused()
    {
        GivesSpan trim = text => text.AsSpan().Trim();
        Call.Refuses(
            "The lambda returns ReadOnlySpan<char>, which cannot be kept in a graph. Return a value.",
            () => Node.Create(trim, output: "y"));
    }

    [Fact]
    public void Create_Result_by_reference_Is_refused()
    {
        GivesRef first = (int[] numbers) => ref numbers[0];
        Call.Refuses(
            "The lambda returns a value by reference, which cannot be kept in a graph. Return a value.",
            () => Node.Create(first, output: "y"));
    }

    [Fact]
    public void Create_Combined_delegate_Is_refused()
    {
        Action<int> both = (int x) => { };
        both += (int y) => { };
        Call.Refuses(
            "The lambda is a combination of several delegates. Give each one a node of its own.",
            () => Node.Create(both, name: "both"));
    }

    [Fact]
    public void Create_Null_Is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Node.Create((Delegate)null!, output: "y"));
        Assert.Throws<ArgumentNullException>(() => Node.Create((int x) => x, outputs: null!));
        Assert.Throws<ArgumentNullException>(() => Node.Create((NodeFunction)null!, ["y"], "n"));
    }
}
