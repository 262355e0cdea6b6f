using System.Runtime.InteropServices;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>
/// Stops this process as the terminal's key for that does (Ctrl-Z). The runtime does not do it once the signal is handled.
/// </summary>
internal static class ProcessStop
{
    /// <summary>Larger than the structure is on any system; all zeros are the default.</summary>
    private const int StructureSize = 256;

    private static int Signal => OperatingSystem.IsMacOS() ? 18 : 20;

    /// <summary>
    /// Returns when the process is continued. It raises the signal again with the default action, which has no effect without a
    /// shell that could continue the process.
    /// </summary>
    public static void Stop()
    {
        byte[] previous = new byte[StructureSize];
        if (SetAction(Signal, new byte[StructureSize], previous) == 0)
        {
            _ = Raise(Signal);
            _ = SetAction(Signal, previous, null);
        }
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAction(int signal, byte[] action, byte[]? previous);

    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);
}
