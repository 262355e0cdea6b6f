namespace Hypergraph.Durability.Sqlite;

/// <summary>When SQLite waits until what it wrote is on the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>At each commit. What was committed survives the end of the process, of the operating system and of the power.</summary>
    Full,

    /// <summary>
    /// At checkpoints only, which makes a small commit about ten times as fast. What was committed survives the end of the process; the end of the operating system or of the power may lose the last
    /// commits, never parts of one. The executions that they recorded run again.
    /// </summary>
    Normal,
}
