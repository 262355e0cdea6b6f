using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>
/// The terminal itself. The process's writers send long texts in pieces, of which each would be seen; and while the region
/// is live they are captured.
/// </summary>
/// <remarks>
/// What processes write that the program starts can't be captured, and nothing announces them. On Linux, from the moment on at
/// which the program has loaded what starts processes, it is noted within milliseconds that there is one, and at once that
/// it has written; and the region has an empty line for what comes earlier than that.
/// </remarks>
internal sealed class ProcessTerminal : TerminalOutput
{
    /// <summary>How long a process that has not written is taken to be about to.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>After so many that have not written, one that begins does not either.</summary>
    private const int MaxSilentChildren = 3;

    private readonly Lock _lock = new();
    private readonly int _descriptor;
    private readonly Stream _stream;
    private readonly bool _isEchoing;
    private readonly string? _path;
    private Action? _onShared;
    private Action? _onUsed;
    private TerminalWatch? _watch;
    private PosixSignalRegistration? _childExitRegistration;
    private int _endedChildren;
    private int _silentChildren;
    private long _childSeenAt;
    private bool _hasChild;
    private bool _hasChildWritten;
    private bool _isUsed;
    private volatile bool _mayBeShared;

    public ProcessTerminal(bool isError, Func<string, string?> readVariable)
        : base(readVariable)
    {
        _descriptor = isError ? 2 : 1;
        _stream = isError ? Console.OpenStandardError() : Console.OpenStandardOutput();
        _isEchoing = TerminalModes.IsEchoing(_descriptor);
        _path = OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{_descriptor}").LinkTarget : null;
    }

    public override bool IsProcessTerminal => true;

    public override TerminalOwner Owner => TerminalModes.OwnerOf(_descriptor, _isEchoing);

    public override bool MayBeShared => _mayBeShared;

    public override bool IsUsedByChild
    {
        get
        {
            lock (_lock)
            {
                return _hasChild && (_hasChildWritten || Stopwatch.GetElapsedTime(_childSeenAt) < SilenceTimeout) && ChildProcesses.AnyUses(_path!);
            }
        }
    }

    public override void Write(string text)
    {
        byte[] bytes = Console.OutputEncoding.GetBytes(text);
        EnterWrite();
        try
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
        finally
        {
            ExitWrite();
        }
    }

    public override void EnterWrite()
    {
        _lock.Enter();
        UpdateChildren();
    }

    public override void ExitWrite()
    {
        _watch?.TryConsume();
        _lock.Exit();
    }

    public override void Watch(Action shared, Action used)
    {
        if (_path is null)
        {
            return;
        }

        lock (_lock)
        {
            _onShared = shared;
            _onUsed = used;
        }

        AppDomain.CurrentDomain.AssemblyLoad += OnAssemblyLoad;
        if (AppDomain.CurrentDomain.GetAssemblies().Any(IsProcessAssembly))
        {
            StartWatch();
        }
    }

    public override void Unwatch()
    {
        AppDomain.CurrentDomain.AssemblyLoad -= OnAssemblyLoad;
        lock (_lock)
        {
            _onShared = null;
            _onUsed = null;
            _isUsed = false;
            _mayBeShared = false;
            _watch?.Stop();
            _watch = null;
            _childExitRegistration?.Dispose();
            _childExitRegistration = null;
        }
    }

    private static bool IsProcessAssembly(Assembly assembly) => assembly.GetName().Name == "System.Diagnostics.Process";

    /// <summary>Called on the program's thread, amid whatever needs the assembly: nothing is drawn here.</summary>
    private void OnAssemblyLoad(object? sender, AssemblyLoadEventArgs e)
    {
        if (IsProcessAssembly(e.LoadedAssembly))
        {
            new Thread(StartWatch) { IsBackground = true, Name = "Hypergraph terminal" }.UnsafeStart();
        }
    }

    private void StartWatch()
    {
        Action? shared;
        lock (_lock)
        {
            shared = _onShared;
            if (_watch is not null || shared is null || TerminalWatch.TryStart(_path!, OnWoken) is not { } watch)
            {
                return;
            }

            _watch = watch;
            _childExitRegistration = OperatingSystem.IsWindows()
                ? null
                : PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => Interlocked.Increment(ref _endedChildren));
            _mayBeShared = true;
        }

        shared();
    }

    private void OnWoken()
    {
        Action? used;
        lock (_lock)
        {
            UpdateChildren();
            used = _isUsed ? _onUsed : null;
            _isUsed = false;
        }

        used?.Invoke();
    }

    /// <summary>
    /// Notes whether there are children, and whether one has written, which there is or was until just now: what this process
    /// writes past the region, such as colours that are set, moves the cursor no further than the region expects.
    /// </summary>
    private void UpdateChildren()
    {
        if (_watch is null)
        {
            return;
        }

        bool hadChild = _hasChild;
        _hasChild = ChildProcesses.Exist();
        if (_watch.TryConsume() && (_hasChild || hadChild || Interlocked.Exchange(ref _endedChildren, 0) > 0))
        {
            _isUsed = true;
            _hasChildWritten = true;
            _silentChildren = 0;
        }

        if (_hasChild && !hadChild)
        {
            _childSeenAt = Stopwatch.GetTimestamp();
            _isUsed |= _silentChildren < MaxSilentChildren;
        }
        else if (hadChild && !_hasChild)
        {
            _silentChildren += _hasChildWritten ? 0 : 1;
            _hasChildWritten = false;
        }
    }
}
