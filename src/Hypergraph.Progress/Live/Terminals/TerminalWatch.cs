using System.Runtime.InteropServices;
using System.Text;

namespace Hypergraph.Progress;

/// <summary>
/// Reports that something has been written to a terminal, by whatever process. Linux alone can say so, without asking the
/// terminal, whose answer would come among what is typed. It wakes at short intervals, too.
/// </summary>
internal sealed class TerminalWatch
{
    private const int NonBlockingAndNotInherited = 0x800 | 0x80000;
    private const uint Modified = 0x2;
    private const short Readable = 0x1;

    /// <summary>How long a wait lasts at most, in milliseconds: a process that is started writes no earlier than some of them later.</summary>
    private const int MaxWaitMilliseconds = 2;

    private readonly int _descriptor;
    private readonly Action _onWake;
    private readonly byte[] _events = new byte[4096];
    private readonly Lock _lock = new();
    private bool _isClosed;

    private TerminalWatch(int descriptor, Action woken)
    {
        _descriptor = descriptor;
        _onWake = woken;
    }

    /// <summary>Watches a terminal; null where that is not possible.</summary>
    /// <param name="path">The terminal's device.</param>
    /// <param name="woken">Called on a thread of the watch after something was written, and at short intervals. It is to call <see cref="TryConsume"/>.</param>
    public static TerminalWatch? TryStart(string path, Action woken)
    {
        int descriptor = Open(NonBlockingAndNotInherited);
        if (descriptor < 0)
        {
            return null;
        }

        var watch = new TerminalWatch(descriptor, woken);
        if (Add(descriptor, Encoding.UTF8.GetBytes(path + '\0'), Modified) < 0)
        {
            _ = Close(descriptor);
            return null;
        }

        new Thread(watch.Run) { IsBackground = true, Name = "Hypergraph terminal" }.UnsafeStart();
        return watch;
    }

    /// <summary>Whether something has been written since the last call.</summary>
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

    /// <summary>Ends the watch, soon.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    private void Run()
    {
        var awaited = new PollDescriptor { Descriptor = _descriptor, Events = Readable };
        while (!IsClosed())
        {
            _ = Poll(ref awaited, 1, MaxWaitMilliseconds);
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
    private static extern int Poll(ref PollDescriptor awaited, nuint count, int milliseconds);

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
