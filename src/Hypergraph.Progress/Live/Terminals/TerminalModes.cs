using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>The settings of a terminal. Supported only on Linux and macOS.</summary>
internal static class TerminalModes
{
    /// <summary>Larger than the structure is on any system.</summary>
    private const int StructureSize = 256;

    private const ulong Echo = 0x8;

    /// <summary>Returns the program that has the terminal, by its foreground job and its input modes.</summary>
    /// <param name="descriptor">The descriptor of the terminal.</param>
    /// <param name="isEchoing">Whether the terminal echoes input while no other program has it.</param>
    /// <returns>The owner; <see cref="TerminalOwner.ThisProgram"/> if it is not known.</returns>
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

    /// <summary>Whether the terminal echoes input; true if it is not known.</summary>
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

        // The runtime also sets this mode when this program reads, and keeps it; but it keeps signals enabled, and extended keys
        // disabled.
        (ulong signals, ulong extended) = OperatingSystem.IsMacOS() ? (0x80UL, 0x400UL) : (0x1UL, 0x8000UL);
        return (local & signals) != 0 && (local & extended) == 0 ? TerminalOwner.ThisProgram : TerminalOwner.KeyReader;
    }

    private static bool IsCanonical(ulong local) => (local & (OperatingSystem.IsMacOS() ? 0x100UL : 0x2UL)) != 0;

    /// <summary>Returns the local modes, the fourth field: four bytes each on Linux, eight on macOS.</summary>
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

    /// <summary>
    /// Whether this process is in the background. False if the terminal is not its controlling terminal and so has no jobs of it.
    /// </summary>
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
