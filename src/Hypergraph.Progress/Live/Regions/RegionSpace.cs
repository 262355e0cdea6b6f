using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>The space for a frame, measured before the frame is rendered.</summary>
/// <param name="Screen">The capabilities and the size of the console.</param>
/// <param name="Frame">The capabilities and the size for the frame: those of the console, or half the size.</param>
/// <param name="Height">The maximum number of lines of the frame, at least 1.</param>
/// <param name="Generation">The state of the region. A frame for an earlier one is not drawn.</param>
internal sealed record RegionSpace(RenderOptions Screen, RenderOptions Frame, int Height, long Generation);
