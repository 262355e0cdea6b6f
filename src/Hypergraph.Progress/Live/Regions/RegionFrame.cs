using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>A rendered frame.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Taskbar">The progress to show in the taskbar button or tab of the terminal.</param>
internal sealed record RegionFrame(IReadOnlyList<FrameLine> Lines, TaskbarState Taskbar);
