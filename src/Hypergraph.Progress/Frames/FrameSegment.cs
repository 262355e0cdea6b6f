using Spectre.Console;

namespace Hypergraph.Progress.Frames;

/// <summary>A piece of a line in one style.</summary>
/// <param name="Text">The text, without control characters.</param>
/// <param name="Style">The style.</param>
/// <param name="Column">
/// The zero-based column at which it begins; null for the end of the preceding segment. Segments after text whose width differs
/// between terminals are placed by column, so that rows line up in all of them.
/// </param>
internal sealed record FrameSegment(string Text, Style Style, int? Column = null);
