using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>A piece of a line in one style.</summary>
/// <param name="Text">What it says; no control characters.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Column">
/// The zero-based column where it begins; null where the piece before it ends. What follows text whose width terminals
/// disagree on is placed by column, so that rows line up in all of them.
/// </param>
internal readonly record struct FrameSegment(string Text, Style Style, int? Column = null);
