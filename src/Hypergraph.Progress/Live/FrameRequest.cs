namespace Hypergraph.Progress.Live;

/// <summary>What a frame has to show.</summary>
/// <param name="Displays">The displays with runs, in the order of their rows.</param>
/// <param name="Tick">The number of the frame, for animations.</param>
/// <param name="Generation">The state of the region. The frame is not drawn in a later one.</param>
internal sealed record FrameRequest(IReadOnlyList<TreeDisplay> Displays, int Tick, long Generation);
