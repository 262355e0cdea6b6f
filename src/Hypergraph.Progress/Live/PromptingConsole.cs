using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>The process's console. While it is used exclusively, by a prompt or a live display, the live region makes room.</summary>
/// <param name="former">The console in whose place it stands.</param>
/// <param name="region">The region.</param>
internal sealed class PromptingConsole(IAnsiConsole former, LiveRegion region) : IAnsiConsole, IExclusivityMode
{
    /// <summary>The console in whose place it stands.</summary>
    public IAnsiConsole Former { get; } = former;

    public Profile Profile => Former.Profile;

    public IAnsiConsoleCursor Cursor => Former.Cursor;

    public IAnsiConsoleInput Input => Former.Input;

    public IExclusivityMode ExclusivityMode => this;

    public RenderPipeline Pipeline => Former.Pipeline;

    public void Clear(bool home) => Former.Clear(home);

    public void Write(IRenderable renderable) => Former.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => Former.WriteAnsi(action);

    public T Run<T>(Func<T> func)
    {
        region.Suspend();
        try
        {
            return Former.ExclusivityMode.Run(func);
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
            return await Former.ExclusivityMode.RunAsync(func).ConfigureAwait(false);
        }
        finally
        {
            region.Resume();
        }
    }
}
