using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>The process's console. While it is used exclusively, by a prompt or a live display, the live region makes room.</summary>
/// <param name="former">The console in whose place it stands.</param>
/// <param name="region">The region.</param>
internal sealed class PromptingConsole(IAnsiConsole former, LiveRegion region) : IAnsiConsole, IExclusivityMode
{
    /// <summary>The console in whose place it stands.</summary>
    public IAnsiConsole Inner { get; } = former;

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
