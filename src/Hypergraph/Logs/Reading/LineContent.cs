namespace Hypergraph.Logs.Reading;

/// <summary>What a line of a log has.</summary>
/// <param name="Event">The event; null if the line has none that can be read here.</param>
/// <param name="UnknownType">The type of an event that is not known here.</param>
/// <param name="Problem">What is wrong with a line that is not an event.</param>
/// <param name="IsTorn">Whether the line ends in the middle of an event.</param>
internal readonly record struct LineContent(Event? Event, string? UnknownType, string? Problem, bool IsTorn);
