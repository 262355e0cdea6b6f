using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>What a terminal is set to. It can only be asked on Linux and macOS.</summary>
internal static class TerminalModes
{
    /// <summary>Larger than the structure is on any system.</summary>
    private const int StructureSize = 256;

    private const ulong Echo = 0x8;

    /// <summary>Which program has the terminal, by its foreground job and by how it hands on what is typed.</summary>
    /// <param name="descriptor">The terminal.</param>
    /// <param name="isEchoing">Whether the terminal shows what is typed while no other program has it.</param>
    /// <returns><see cref="TerminalOwner.ThisProgram"/> also where it is not known.</returns>
    public static TerminalOwner OwnerOf(int descriptor, bool isEchoing)
    {
        if (!IsKnown)
        {
            return TerminalOwner.ThisProgram;
        }

        try
        {
            return IsInBackground(descriptor)
                ? TerminalOwner.OtherJob
                : LocalModes(descriptor) is ulong local ? OwnerOf(local, isEchoing) : TerminalOwner.ThisProgram;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return TerminalOwner.ThisProgram;
        }
    }

    /// <summary>Whether the terminal shows what is typed; true also where it is not known.</summary>
    public static bool IsEchoing(int descriptor)
    {
        try
        {
            return !IsKnown || LocalModes(descriptor) is not ulong local || !IsCanonical(local) || (local & Echo) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    private static bool IsKnown => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static TerminalOwner OwnerOf(ulong local, bool isEchoing)
    {
        if (IsCanonical(local))
        {
            return isEchoing && (local & Echo) == 0 ? TerminalOwner.SilentReader : TerminalOwner.ThisProgram;
        }

        // The runtime does so too when this program reads, and leaves it at that; but it keeps signals, and not the
        // extended keys.
        (ulong signals, ulong extended) = OperatingSystem.IsMacOS() ? (0x80UL, 0x400UL) : (0x1UL, 0x8000UL);
        return (local & signals) != 0 && (local & extended) == 0 ? TerminalOwner.ThisProgram : TerminalOwner.KeyReader;
    }

    private static bool IsCanonical(ulong local) => (local & (OperatingSystem.IsMacOS() ? 0x100UL : 0x2UL)) != 0;

    /// <summary>The local modes are the fourth field: of four bytes each on Linux, of eight on macOS.</summary>
    private static ulong? LocalModes(int descriptor)
    {
        byte[] modes = new byte[StructureSize];
        if (GetAttributes(descriptor, modes) != 0)
        {
            return null;
        }

        return OperatingSystem.IsMacOS()
            ? BinaryPrimitives.ReadUInt64LittleEndian(modes.AsSpan(24))
            : BinaryPrimitives.ReadUInt32LittleEndian(modes.AsSpan(12));
    }

    /// <summary>False if the terminal is not the one that controls this process: it then has no jobs of it.</summary>
    private static bool IsInBackground(int descriptor) => GetForegroundGroup(descriptor) is > 0 and int group && group != GetGroup();

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] modes);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetForegroundGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetGroup();
}
