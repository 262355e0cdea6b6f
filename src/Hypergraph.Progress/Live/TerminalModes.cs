using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>How the terminal hands on what is typed. It can only be asked on Unix.</summary>
internal static class TerminalModes
{
    private const int StandardError = 2;

    /// <summary>Larger than the structure is on any system.</summary>
    private const int StructureSize = 256;

    /// <summary>
    /// Whether another program has the terminal behind standard error hand on keys one by one, as those do that fill the
    /// screen.
    /// </summary>
    /// <returns>False also where it is not known.</returns>
    public static bool IsTakenByAnother()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        byte[] modes = new byte[StructureSize];
        try
        {
            return GetAttributes(StandardError, modes) == 0 && IsTakenByAnother(modes);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static bool IsTakenByAnother(byte[] modes)
    {
        // The local modes are the fourth field: of four bytes each on Linux, of eight on macOS.
        (ulong local, ulong lines, ulong signals, ulong extended) = OperatingSystem.IsMacOS()
            ? (BinaryPrimitives.ReadUInt64LittleEndian(modes.AsSpan(24)), 0x100UL, 0x80UL, 0x400UL)
            : (BinaryPrimitives.ReadUInt32LittleEndian(modes.AsSpan(12)), 0x2UL, 0x1UL, 0x8000UL);

        // The runtime does so too when this program reads, and leaves it at that; but it keeps signals, and not the
        // extended keys.
        bool isByLine = (local & lines) != 0;
        bool isOwn = (local & signals) != 0 && (local & extended) == 0;
        return !isByLine && !isOwn;
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] modes);
}
