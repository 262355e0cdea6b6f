using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>
/// Writes directly to the terminal. The process's writers split long texts into parts, each of which would be visible; and while
/// the region is live they are captured.
/// </summary>
/// <remarks>
/// The output of processes that the program starts cannot be captured, and nothing announces it. On Linux, once the program has
/// loaded the assembly that starts processes, a child is detected within milliseconds, and its output at once. The region has an
/// empty line for earlier output.
/// </remarks>
internal sealed class ProcessTerminal : TerminalOutput
{
    /// <summary>The time for which a process without output is expected to write.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>After this number of children without output, further ones are not expected to write.</summary>
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

    public override void Watch(Action onShared, Action onUsed)
    {
        if (_path is null)
        {
            return;
        }

        lock (_lock)
        {
            _onShared = onShared;
            _onUsed = onUsed;
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

    /// <summary>Called on a thread of the program that loads an assembly. It draws nothing.</summary>
    private void OnAssemblyLoad(object? sender, AssemblyLoadEventArgs e)
    {
        if (IsProcessAssembly(e.LoadedAssembly))
        {
            new Thread(StartWatch) { IsBackground = true, Name = "Hypergraph terminal" }.UnsafeStart();
        }
    }

    private void StartWatch()
    {
        Action? onShared;
        lock (_lock)
        {
            onShared = _onShared;
            if (_watch is not null || onShared is null || TerminalWatch.TryStart(_path!, OnWoken) is not { } watch)
            {
                return;
            }

            _watch = watch;
            _childExitRegistration = OperatingSystem.IsWindows()
                ? null
                : PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => Interlocked.Increment(ref _endedChildren));
            _mayBeShared = true;
        }

        onShared();
    }

    private void OnWoken()
    {
        Action? onUsed;
        lock (_lock)
        {
            UpdateChildren();
            onUsed = _isUsed ? _onUsed : null;
            _isUsed = false;
        }

        onUsed?.Invoke();
    }

    /// <summary>
    /// Updates whether there are children, and whether one has written. Only a write while a child exists, or just after, counts:
    /// the process's own writes that bypass the region, such as colours, do not move the cursor unexpectedly.
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
