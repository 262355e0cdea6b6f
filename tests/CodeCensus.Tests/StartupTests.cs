using System.Diagnostics;

namespace CodeCensus.Tests;

public sealed class StartupTests
{
    private const string Compiled = "JIT compiled ";

    /// <summary>
    /// Code of LINQ and its array builder over a value type of the library is in no assembly that is compiled ahead of time: each such method costs start-up time
    /// in every program. Where such a type is needed in LINQ, a class or a loop does the same.
    /// </summary>
    [Fact]
    public async Task Run_Compiled_methods_No_LINQ_over_value_types_of_the_library()
    {
        using var tree = SourceTree.WithEverything();

        string[] compiled = await MethodsCompiledByRunAsync(tree.Folder);

        Assert.Contains(compiled, method => method.Contains("Hypergraph.Planning", StringComparison.Ordinal));
        Assert.DoesNotContain(compiled, IsLinqOverOwnValues);
    }

    [Theory]
    [InlineData("System.Linq.Enumerable:Select[Hypergraph.Planning.StepInput,System.__Canon](System.Func`2)", true)]
    [InlineData("System.Collections.Generic.SegmentedArrayBuilder`1[System.ValueTuple`2[System.__Canon,Hypergraph.Nodes.Values.Slot]]:ToArray()", true)]
    [InlineData("System.Linq.Enumerable:Select[System.__Canon,System.__Canon](System.Func`2)", false)]
    [InlineData("Hypergraph.Planning.Step:get_Inputs():Hypergraph.Planning.StepInput[]", false)]
    public void Method_Is_LINQ_over_a_value_type_of_the_library(string method, bool isLinq) => Assert.Equal(isLinq, IsLinqOverOwnValues(method));

    // Reference types of all kinds share code, and stand there as System.__Canon.
    private static bool IsLinqOverOwnValues(string method) =>
        (method.StartsWith("System.Linq.", StringComparison.Ordinal) || method.StartsWith("System.Collections.Generic.SegmentedArrayBuilder", StringComparison.Ordinal))
        && method.Contains("Hypergraph.", StringComparison.Ordinal);

    private static async Task<string[]> MethodsCompiledByRunAsync(string folder)
    {
        string list = folder + "-compiled.txt";
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Census).Assembly.Location, folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_JitStdOutFile"] = list, ["DOTNET_JitDisasmSummary"] = "1" },
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        string[] lines = await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken);
        File.Delete(list);
        return Array.ConvertAll(lines, line => line[(line.IndexOf(Compiled, StringComparison.Ordinal) + Compiled.Length)..]);
    }
}
