using System.Globalization;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>The processes that this one has started. Supported only on Linux.</summary>
internal static class ChildProcesses
{
    private const int AnyChild = 0;
    private const int ExitedNoHangNoWait = 0x4 | 0x1 | 0x1000000;

    /// <summary>Larger than the structure is on any system.</summary>
    private const int StructureSize = 256;

    /// <summary>Whether one of them has a terminal as its output or error stream.</summary>
    /// <param name="terminal">The path of the terminal's device.</param>
    public static bool AnyUses(string terminal) =>
        Directory.EnumerateDirectories("/proc").Any(process => IsChild(process) && UsesTerminal(process, terminal));

    /// <summary>Whether there is any that was not collected. It costs one system call. To list them costs thousands.</summary>
    public static bool Exist() => Wait(AnyChild, 0, new byte[StructureSize], ExitedNoHangNoWait) == 0;

    private static bool IsChild(string process)
    {
        if (!char.IsAsciiDigit(process[^1]))
        {
            return false;
        }

        try
        {
            // The name, in parentheses, may contain anything; after it come the state and the parent.
            string status = File.ReadAllText(Path.Combine(process, "stat"));
            string parent = status[(status.LastIndexOf(')') + 1)..].Split(' ', 4)[2];
            return int.Parse(parent, CultureInfo.InvariantCulture) == Environment.ProcessId;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool UsesTerminal(string process, string terminal)
    {
        try
        {
            return LinkTargetOf(process, 1) == terminal || LinkTargetOf(process, 2) == terminal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? LinkTargetOf(string process, int descriptor) =>
        new FileInfo(Path.Combine(process, "fd", descriptor.ToString(CultureInfo.InvariantCulture))).LinkTarget;

    [DllImport("libc", EntryPoint = "waitid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Wait(int kind, int id, byte[] information, int options);
}
