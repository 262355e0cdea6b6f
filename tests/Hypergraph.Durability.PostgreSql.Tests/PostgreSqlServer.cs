using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>A PostgreSQL server of its own for tests: a cluster in a temporary folder, on the loopback address. Its data remain after a restart.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    public const string SkipReason = "The programs of the PostgreSQL server (initdb, pg_ctl) are not installed.";

    /// <summary>The server does not run as root; its package has a user for it.</summary>
    private const string User = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-postgres-");
    private bool _isRunning;

    private PostgreSqlServer()
    {
    }

    /// <summary>The folder of the programs, as Debian's packages and the search path have them; null if they are not installed.</summary>
    public static string? Programs { get; } = (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    public int Port { get; private set; } = FreePort();

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres");

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<PostgreSqlServer> CreateAsync()
    {
        var server = new PostgreSqlServer();
        if (Environment.UserName == "root")
        {
            await ExecuteAsync("chown", User, server._folder.FullName);
        }

        await RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync");
        await server.StartOnFreePortAsync();
        return server;
    }

    /// <summary>Starts the first time. Another program may have used the port since it was found free.</summary>
    private async Task StartOnFreePortAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await StartAsync();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < 5)
            {
                Port = FreePort();
            }
        }
    }

    public async Task StartAsync()
    {
        string settings = string.Create(
            CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={_folder.FullName} -c fsync=off -c max_connections=300");
        await RunAsync("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"), "-o", settings);
        _isRunning = true;
    }

    /// <summary>Stops as if the server had crashed.</summary>
    public async Task CrashAsync()
    {
        await RunAsync("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);
        _isRunning = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
        {
            await CrashAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs!, program);
        return Environment.UserName == "root" ? ExecuteAsync("runuser", ["-u", User, "--", path, .. arguments]) : ExecuteAsync(path, arguments);
    }

    private static async Task ExecuteAsync(string program, params string[] arguments)
    {
        // The server inherits the output of pg_ctl, so reading it would not end.
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { UseShellExecute = false, WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
