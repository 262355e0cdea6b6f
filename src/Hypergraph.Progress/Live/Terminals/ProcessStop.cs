using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>Stops this process as the terminal's key for that does (Ctrl-Z), which the runtime leaves undone once the signal is handled.</summary>
internal static class ProcessStop
{
    /// <summary>Larger than the structure is on any system; all zeros are the default.</summary>
    private const int StructureSize = 256;

    private static int Signal => OperatingSystem.IsMacOS() ? 18 : 20;

    /// <summary>
    /// Returns when the process is continued. It is the signal itself once more, with its default: without a shell that could
    /// continue the process, it does nothing.
    /// </summary>
    public static void Stop()
    {
        byte[] former = new byte[StructureSize];
        if (SetAction(Signal, new byte[StructureSize], former) == 0)
        {
            _ = Raise(Signal);
            _ = SetAction(Signal, former, null);
        }
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAction(int signal, byte[] action, byte[]? former);

    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);
}
