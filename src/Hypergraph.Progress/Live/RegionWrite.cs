using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>
/// Something for the region to put on the screen. What it is gets decided when the console asks for it, inside the
/// console's own lock, so that it follows whatever the program wrote before.
/// </summary>
internal sealed class RegionWrite(LiveRegion region, Func<RenderOptions, string> write) : Renderable
{
    public LiveRegion Region { get; } = region;

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, 0);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        string text = write(options);
        return text.Length == 0 ? [] : [Segment.Control(text)];
    }
}
