namespace Hypergraph.Planning.Loops;

/// <summary>The scheduler's state of a step.</summary>
[Flags]
internal enum StepFlags : byte
{
    None = 0,

    /// <summary>Every input has a value or a default.</summary>
    HasAllInputs = 1,

    /// <summary>An input has a newer version than the step has read.</summary>
    Changed = 2,

    /// <summary>Something has come since that makes the step run again.</summary>
    Triggered = 4,

    /// <summary>It has run.</summary>
    HasRun = 8,

    /// <summary>Nothing makes it run again.</summary>
    IsFinal = 16,

    /// <summary>It is a gate of a loop, and its last decision chose several targets.</summary>
    ChoseSeveral = 32,

    /// <summary>It is not ready before a change, so that supersteps do not look at it.</summary>
    Idle = 64,
}
