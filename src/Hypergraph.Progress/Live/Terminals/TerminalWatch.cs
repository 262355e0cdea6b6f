using System.Runtime.InteropServices;
using System.Text;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>
/// Reports writes to a terminal by any process. Only Linux supports this without a query to the terminal, whose response would
/// mix with the input. The watch also wakes at short intervals.
/// </summary>
internal sealed class TerminalWatch
{
    private const int NonBlockingAndNotInherited = 0x800 | 0x80000;
    private const uint Modified = 0x2;
    private const short Readable = 0x1;

    /// <summary>The maximum wait in milliseconds: a process needs at least some of them before its first write.</summary>
    private const int MaxWaitMilliseconds = 2;

    private readonly int _descriptor;
    private readonly Action _onWake;
    private readonly byte[] _events = new byte[4096];
    private readonly Lock _lock = new();
    private bool _isClosed;

    private TerminalWatch(int descriptor, Action onWake)
    {
        _descriptor = descriptor;
        _onWake = onWake;
    }

    /// <summary>Starts to watch a terminal; returns null if that is not possible.</summary>
    /// <param name="path">The path of the terminal's device.</param>
    /// <param name="onWake">
    /// Called on the watch's thread after a write, and at short intervals. It must call <see cref="TryConsume"/>.
    /// </param>
    public static TerminalWatch? TryStart(string path, Action onWake)
    {
        int descriptor = Open(NonBlockingAndNotInherited);
        if (descriptor < 0)
        {
            return null;
        }

        var watch = new TerminalWatch(descriptor, onWake);
        if (Add(descriptor, Encoding.UTF8.GetBytes(path + '\0'), Modified) < 0)
        {
            _ = Close(descriptor);
            return null;
        }

        new Thread(watch.Run) { IsBackground = true, Name = "Hypergraph terminal" }.UnsafeStart();
        return watch;
    }

    /// <summary>Whether something was written since the last call.</summary>
    public bool TryConsume()
    {
        lock (_lock)
        {
            bool isWritten = false;
            while (!_isClosed && Read(_descriptor, _events, _events.Length) > 0)
            {
                isWritten = true;
            }

            return isWritten;
        }
    }

    /// <summary>Ends the watch asynchronously.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    private void Run()
    {
        var pollDescriptor = new PollDescriptor { Descriptor = _descriptor, Events = Readable };
        while (!IsClosed())
        {
            _ = Poll(ref pollDescriptor, 1, MaxWaitMilliseconds);
            _onWake();
        }

        _ = Close(_descriptor);
    }

    private bool IsClosed()
    {
        lock (_lock)
        {
            return _isClosed;
        }
    }

    [DllImport("libc", EntryPoint = "inotify_init1")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Add(int descriptor, byte[] path, uint events);

    [DllImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor pollDescriptor, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
