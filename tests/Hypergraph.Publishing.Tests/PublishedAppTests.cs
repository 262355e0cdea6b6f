using Hypergraph.Progress.Tests;

namespace Hypergraph.Publishing.Tests;

public sealed class PublishedAppTests
{
    [Fact]
    public async Task Publish_Ahead_of_time_No_warning_And_the_same_results()
    {
        Assert.SkipUnless(Programs.Has("clang") || Programs.Has("gcc"), "Neither clang nor gcc is installed.");
        using var app = new PublishedApp("Hypergraph.AotApp");

        string printed = await app.PublishAsync("-p:PublishAot=true", $"-p:CppCompilerAndLinker={(Programs.Has("clang") ? "clang" : "gcc")}");
        Outcome outcome = await app.RunAsync();

        Assert.Equal("", printed);
        Assert.Equal(
            """
              split 1/1 Done
              count 1/1 Done
            values: Completed words=[graphs, out, of, plain, functions] count=5
              size 1/1 Done
              big 1/1 Done
              small 0/0 Skipped
            branch: Completed result=30
              double 5/5 Done
              again 5/5 Done
            loop: Completed value=32
                words Progress 3/3 Done
                  split 3/3 Done
                  count 3/3 Done
              total 1/1 Done
            nested map: Completed words=[[one], [two, words], [three, words, here]] count=[1, 2, 3] total=6
                line Progress 3/3 Done
                    cell Progress 3/3 Done
                      square 3/3 Done
            mapped twice: Completed squares=[[1, 4], [9], []]
              parse Progress 3/3 Failed
                parse 3/3 Failed
            map: Partial [1, null, 3] failed 1
              draft 1/1 Done
              approve 1/1 Paused
              publish 0/0 Skipped
            pause: Paused Publish 'On cats'?
              draft 0/0 Skipped
              approve 1/1 Done
              publish 1/1 Done
            resumed: Completed text=On cats approved=True final=On cats
            Graph 'words' has no input 'txet'. Did you mean 'text'? Inputs: 'text'.
            typed: 3 2
            lambda: LOUD
            delegate: LOUD
            A delegate with int among its types cannot be a node in an application that is compiled ahead of time, because the code for value types is generated at run time. Create the function with NodeFunction.FromValues.

            """,
            outcome.Output);
        Assert.Contains("✓ report completed!", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Publish_Trimmed_Lambdas_of_every_shape_work()
    {
        using var app = new PublishedApp("Hypergraph.TrimmedApp");

        string printed = await app.PublishAsync("-p:PublishTrimmed=true", "--self-contained");
        Outcome outcome = await app.RunAsync();

        Assert.Equal("", printed);
        Assert.Equal(
            """
            lambdas: Completed words=graphs,out,of,plain,functions count=5
            note 16
            asynchronous: Completed size=8 twice=16 numbers=0,1,2,3,4,5,6,7 low=7 high=9
            many parameters: Completed sum=36
            gate: Completed shown=+3
            nested map: Completed words=System.String[],System.String[],System.String[] count=1,2,3 total=6
            map: Partial [1, null, 3]
            Trimming has removed 1 of the 1 properties of the object that the inputs are read from. Supply name-value tuples (("x", 5)) or a dictionary in a trimmed application.

            """,
            outcome.Output);
        Assert.Equal(new Outcome(0, outcome.Output, ""), outcome);
    }
}
