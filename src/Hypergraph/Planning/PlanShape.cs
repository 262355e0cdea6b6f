namespace Hypergraph.Planning;

/// <summary>What runs of a plan look like. It decides which strategy runs them.</summary>
internal enum PlanShape
{
    /// <summary>A static schedule in which one step at a time is ready.</summary>
    Chain,

    /// <summary>A static schedule: every step runs exactly once, as soon as the producers of its inputs have ended.</summary>
    Dataflow,

    /// <summary>Loops, gates or interrupts, or several producers of one value: a scheduler chooses the steps of each superstep.</summary>
    Supersteps,
}
