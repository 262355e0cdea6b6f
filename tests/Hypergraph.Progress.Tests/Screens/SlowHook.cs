using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Tests;

/// <summary>Has every write take time.</summary>
public sealed class SlowHook(Action takeTime) : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        takeTime();
        return renderables;
    }
}
