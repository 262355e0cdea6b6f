namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>Typed runs on the runner of a container.</summary>
public class TypedRunTests
{
    [Fact]
    public async Task Typed_run_Is_a_run_of_the_host_with_its_services()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Offset>().AddHypergraph());
        TypedGraph<int, int> typed = new Graph("offset", [Node.Create((int x, [FromServices] Offset offset) => x + offset.Value, output: "y", name: "add")]).Typed<int, int>();

        Assert.Equal(107, await host.Runner().RunAsync(typed, 7, cancellationToken: TestHost.Token));

        Assert.Equal(("offset", RunStatus.Completed), host.Registry().RecentRuns.Select(run => (run.GraphName, run.Status)).Single());
    }

    [Fact]
    public async Task Delegate_Calls_the_runner_of_the_host()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddHypergraph());
        Func<int, ValueTask<int>> compiled = TestHost.Doubling.Compile<Func<int, ValueTask<int>>>(new CompileOptions { AsyncRunner = host.Runner() });

        Assert.Equal(14, await compiled(7));

        Assert.Single(host.Registry().RecentRuns);
    }

    private sealed class Offset
    {
        public int Value => 100;
    }
}
