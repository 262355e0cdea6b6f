using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>How the terminal hands on what is typed. It can only be asked on Unix.</summary>
internal static class TerminalModes
{
    /// <summary>Larger than the structure is on any system.</summary>
    private const int StructureSize = 256;

    /// <summary>
    /// Whether keys are handed on one by one, not line by line: a program that fills the screen or asks for a key sets that.
    /// </summary>
    /// <param name="isError">Whether to ask standard error, not standard output.</param>
    /// <returns>False also where it is not known.</returns>
    public static bool IsRaw(bool isError)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        byte[] modes = new byte[StructureSize];
        try
        {
            return GetAttributes(isError ? 2 : 1, modes) == 0 && !IsLineByLine(modes);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The local modes are the fourth field: of four bytes each on Linux, of eight on macOS.</summary>
    private static bool IsLineByLine(byte[] modes) => OperatingSystem.IsMacOS()
        ? (BinaryPrimitives.ReadUInt64LittleEndian(modes.AsSpan(24)) & 0x100) != 0
        : (BinaryPrimitives.ReadUInt32LittleEndian(modes.AsSpan(12)) & 0x2) != 0;

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] modes);
}
