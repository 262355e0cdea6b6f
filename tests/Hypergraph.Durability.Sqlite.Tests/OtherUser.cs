using System.Runtime.InteropServices;

namespace Hypergraph.Durability.Sqlite.Tests;

/// <summary>Modes of files do not bind root. On Linux, a thread can access files as another user.</summary>
internal static partial class OtherUser
{
    private const uint Nobody = 65534;

    /// <summary>Runs an action on this thread, and returns what it throws.</summary>
    public static Exception? Run(Action action)
    {
        uint user = (uint)SetFileSystemUser(Nobody);
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _ = SetFileSystemUser(user);
        }
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFileSystemUser(uint user);
}
