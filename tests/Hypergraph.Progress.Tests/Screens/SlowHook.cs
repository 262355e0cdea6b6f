using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Tests;

/// <summary>Delays every write.</summary>
public sealed class SlowHook(Action takeTime) : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        takeTime();
        return renderables;
    }
}
