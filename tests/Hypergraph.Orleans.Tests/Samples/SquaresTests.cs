using System.Diagnostics;
using Hypergraph.Orleans.Tests.Cluster;

namespace Hypergraph.Orleans.Tests.Samples;

/// <summary>The walk-through of the documentation.</summary>
public sealed class SquaresTests
{
    private const string ByBoth = "The sum is 338350, made by 2 processes.";
    private const string ByOne = "The sum is 338350, made by 1 processes.";

    [Fact]
    public async Task Program_With_two_silos_of_which_one_is_killed_Writes_the_documented_output()
    {
        using Process first = Start("silo", "1");
        try
        {
            await ReadyAsync(first);
            using Process second = Start("silo", "2");
            try
            {
                await ReadyAsync(second);

                // The first silo may see the second a moment later than the second itself.
                await CallUntilAsync(ByBoth, earlier: ByOne);
            }
            finally
            {
                End(second);
            }

            await CallUntilAsync(ByOne, earlier: ByBoth);
        }
        finally
        {
            End(first);
        }
    }

    private static async Task CallUntilAsync(string expected, string earlier)
    {
        using var guard = new CancellationTokenSource(TestCluster.HangGuard);
        while (true)
        {
            using Process caller = Start();
            Task<string> errors = caller.StandardError.ReadToEndAsync(guard.Token);
            string output = (await caller.StandardOutput.ReadToEndAsync(guard.Token)).TrimEnd();
            await caller.WaitForExitAsync(guard.Token);
            Assert.True(caller.ExitCode == 0, await errors);
            if (output == expected)
            {
                return;
            }

            Assert.Equal(earlier, output);
        }
    }

    private static async Task ReadyAsync(Process silo)
    {
        while (await silo.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Application started.", StringComparison.Ordinal))
            {
                // Later output must not fill the pipes.
                _ = silo.StandardOutput.ReadToEndAsync();
                _ = silo.StandardError.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail(await silo.StandardError.ReadToEndAsync());
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Squares.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }
}
