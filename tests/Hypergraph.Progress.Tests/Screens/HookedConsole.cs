using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Tests;

/// <summary>A console that calls an action when its profile is next read: the first that a frame does, before it is measured.</summary>
public sealed class HookedConsole(IAnsiConsole inner) : IAnsiConsole
{
    public Action? OnProfile { get; set; }

    public Profile Profile
    {
        get
        {
            Action? onProfile = OnProfile;
            OnProfile = null;
            onProfile?.Invoke();
            return inner.Profile;
        }
    }

    public IAnsiConsoleCursor Cursor => inner.Cursor;

    public IAnsiConsoleInput Input => inner.Input;

    public IExclusivityMode ExclusivityMode => inner.ExclusivityMode;

    public RenderPipeline Pipeline => inner.Pipeline;

    public void Clear(bool home) => inner.Clear(home);

    public void Write(IRenderable renderable) => inner.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => inner.WriteAnsi(action);
}
