using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Hypergraph.Durability.Sqlite.Connections;

/// <summary>A function of SQLite that the provider does not expose.</summary>
internal static partial class NativeMethods
{
    public const int HasMoved = 20;

    /// <summary>Asks something of an open file.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [SuppressMessage("Security", "CA5393", Justification = "The library is beside the program, where the provider loads it too.")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int FileControl(sqlite3 database, nint name, int operation, ref int result);
}
