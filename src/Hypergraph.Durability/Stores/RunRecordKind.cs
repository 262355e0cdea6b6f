namespace Hypergraph.Durability;

/// <summary>What a record says. Stores keep the number; numbers never change their meaning.</summary>
public enum RunRecordKind
{
    /// <summary>The execution completed, or the interrupt was answered.</summary>
    Completed = 0,

    /// <summary>The execution failed in an item of a map that continues past failures.</summary>
    Failed = 1,

    /// <summary>An execution that may run at most once began.</summary>
    Begun = 2,

    /// <summary>An interrupt has asked its question.</summary>
    Question = 3,

    /// <summary>The execution is to run again: a retry has removed its earlier records.</summary>
    Removed = 4,
}
