using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>Makes lines for what a console is at the moment.</summary>
/// <param name="options">What the console can do, and its size.</param>
/// <param name="height">The most lines that there is room for; at least 1.</param>
internal delegate IReadOnlyList<FrameLine> RegionFrameFactory(RenderOptions options, int height);
