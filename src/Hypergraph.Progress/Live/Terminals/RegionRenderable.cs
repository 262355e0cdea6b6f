using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>The region's own output on a console other than the process's.</summary>
internal sealed class RegionRenderable(string text) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, 0);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [Segment.Control(text)];
}
