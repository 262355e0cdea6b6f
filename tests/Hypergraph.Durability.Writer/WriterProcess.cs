using System.Diagnostics;
using System.Globalization;

namespace Hypergraph.Durability;

/// <summary>A process that writes to a store: the program of tests/Hypergraph.Durability.Writer.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    /// <summary>The program stands in the same configuration and framework as the tests.</summary>
    private static string Program => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "Hypergraph.Durability.Writer", "bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory), "Hypergraph.Durability.Writer.dll"));

    public static WriterProcess Start(string kind, string address, string runId, int records)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, kind, address, runId, records.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>Reads what the store acknowledges until as many records are, then kills the process.</summary>
    /// <returns>The number of records that were acknowledged before the end.</returns>
    public async Task<int> KillAfterAsync(int records, CancellationToken cancellationToken)
    {
        int acknowledged = 0;
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is not null)
        {
            if (++acknowledged == records)
            {
                _process.Kill();
            }
        }

        await _process.WaitForExitAsync(cancellationToken);
        return acknowledged;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code and what it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        string errors = await _process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
