using Hypergraph.Progress.Frames;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>Creates lines for the current state of a console.</summary>
/// <param name="options">The capabilities and the size of the console.</param>
/// <param name="height">The maximum number of lines, at least 1.</param>
internal delegate IReadOnlyList<FrameLine> RegionFrameFactory(RenderOptions options, int height);
