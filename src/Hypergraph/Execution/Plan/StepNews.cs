namespace Hypergraph;

/// <summary>What has come for a step since it read its inputs last.</summary>
[Flags]
internal enum StepNews : byte
{
    None = 0,

    /// <summary>Every input has a value or a default.</summary>
    Complete = 1,

    /// <summary>An input has a newer version.</summary>
    Changed = 2,

    /// <summary>An input has a newer version that makes the step run again.</summary>
    Triggered = 4,
}
