using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>What the region itself writes through a console that is not the process's own.</summary>
internal sealed class RegionRenderable(string text) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, 0);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [Segment.Control(text)];
}
