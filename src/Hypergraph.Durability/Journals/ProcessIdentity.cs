using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Hypergraph.Durability.Journals;

/// <summary>
/// Names the holder of a lease so that other processes of the same machine can see whether it still runs: machine, process, and when the process started, because ids of
/// processes are used again.
/// </summary>
internal static partial class ProcessIdentity
{
    private const int StartTimeField = 19;

    private static readonly string Machine = ReadMachine();
    private static readonly string Process = string.Create(
        CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} ({Machine}, started {StartOf(Environment.ProcessId)}");

    /// <summary>The owners of this process whose calls have not ended.</summary>
    private static readonly ConcurrentDictionary<string, bool> Owners = new(StringComparer.Ordinal);

    private static long _calls;

    /// <summary>Returns a new owner of this process. <see cref="End"/> ends it.</summary>
    public static string NextOwner()
    {
        string owner = string.Create(CultureInfo.InvariantCulture, $"{Process}, call {Interlocked.Increment(ref _calls)})");
        Owners.TryAdd(owner, true);
        return owner;
    }

    /// <summary>Ends an owner of this process: what it could not release, as the store failed, the next call of this process acquires at once.</summary>
    public static void End(string? owner)
    {
        if (owner is not null)
        {
            Owners.TryRemove(owner, out _);
        }
    }

    /// <summary>Whether an owner was a process of this machine that has ended, or a call of this process that has.</summary>
    public static bool HasEnded(string owner)
    {
        Match match = OwnerPattern().Match(owner);
        if (!match.Success
            || match.Groups["machine"].Value != Machine
            || !int.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return false;
        }

        return owner.StartsWith($"{Process}, call ", StringComparison.Ordinal)
            ? !Owners.ContainsKey(owner)
            : StartOf(id) is { } start && start != match.Groups["start"].Value;
    }

    /// <summary>When a process started, in the system's own units; empty if there is no such process, and null if that cannot be seen.</summary>
    private static string? StartOf(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            return StartOnLinux(process);
        }

        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return string.Empty;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    private static string? StartOnLinux(int process)
    {
        try
        {
            // The name of the program, in parentheses, may itself contain blanks and parentheses. A process that has ended and was not waited for is in state Z.
            string status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? string.Empty : fields[StartTimeField];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system may hide processes of other users there, but not whether there is one.
            return IsRunning(process) ? null : string.Empty;
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Identifies the machine since its start, and the space in which its ids of processes are unique.</summary>
    private static string ReadMachine()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.MachineName;
        }

        try
        {
            string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            string processes = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "pid";
            return $"{boot} {processes}";
        }
        catch (IOException)
        {
            return Environment.MachineName;
        }
    }

    [GeneratedRegex(@"^process (?<id>\d+) on .* \((?<machine>[^,]*), started (?<start>[^,]*), call \d+\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnerPattern();
}
