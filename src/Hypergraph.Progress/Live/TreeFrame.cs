using Hypergraph.Progress.Frames;

namespace Hypergraph.Progress.Live;

/// <summary>The part of a frame that shows the runs of one display.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="TaskbarRuns">The runs whose progress the terminal shows too; empty if it does not.</param>
internal sealed record TreeFrame(IReadOnlyList<FrameLine> Lines, IReadOnlyList<ProgressRunView> TaskbarRuns);
