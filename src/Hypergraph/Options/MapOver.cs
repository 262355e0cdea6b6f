using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph;

/// <summary>The mapped inputs of a map: <c>over: "query"</c> or <c>over: ["a", "b"]</c>.</summary>
[CollectionBuilder(typeof(MapOver), nameof(Create))]
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class MapOver : IReadOnlyCollection<string>
{
    private readonly string[] _names;

    private MapOver(string[] names) => _names = names;

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <summary>Several inputs.</summary>
    /// <param name="names">Their names.</param>
    public static MapOver Create(ReadOnlySpan<string> names) => new(names.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One input.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator MapOver(string name) => new([name]);

    /// <summary>Several inputs.</summary>
    /// <param name="names">Their names.</param>
    public static implicit operator MapOver(string[] names) => Create(names);

    private string DebuggerText => NameList.Join(_names);
}
