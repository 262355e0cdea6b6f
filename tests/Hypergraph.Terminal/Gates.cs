namespace Hypergraph.Terminal;

/// <summary>Points at which a scene waits for the test.</summary>
/// <param name="folder">Where the gates are, named pipes.</param>
internal sealed class Gates(string folder)
{
    /// <summary>Where a gate is, or a file of the scene.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Waits until the test writes to the gate.</summary>
    public void Wait(string name) => File.ReadAllText(PathOf(name));
}
