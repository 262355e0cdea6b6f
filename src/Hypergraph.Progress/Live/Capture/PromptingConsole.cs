using Hypergraph.Progress.Live.Regions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>The process's console. The live region makes room while a prompt or a live display uses it exclusively.</summary>
/// <param name="inner">The console that this one replaces.</param>
/// <param name="region">The region.</param>
internal sealed class PromptingConsole(IAnsiConsole inner, LiveRegion region) : IAnsiConsole, IExclusivityMode
{
    /// <summary>The console that this one replaces.</summary>
    public IAnsiConsole Inner { get; } = inner;

    public Profile Profile => Inner.Profile;

    public IAnsiConsoleCursor Cursor => Inner.Cursor;

    public IAnsiConsoleInput Input => Inner.Input;

    public IExclusivityMode ExclusivityMode => this;

    public RenderPipeline Pipeline => Inner.Pipeline;

    public void Clear(bool home) => Inner.Clear(home);

    public void Write(IRenderable renderable) => Inner.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => Inner.WriteAnsi(action);

    public T Run<T>(Func<T> func)
    {
        region.Suspend();
        try
        {
            return Inner.ExclusivityMode.Run(func);
        }
        finally
        {
            region.Resume();
        }
    }

    public async Task<T> RunAsync<T>(Func<Task<T>> func)
    {
        region.Suspend();
        try
        {
            return await Inner.ExclusivityMode.RunAsync(func).ConfigureAwait(false);
        }
        finally
        {
            region.Resume();
        }
    }
}
