using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph;

/// <summary>The names of a node's outputs: <c>output: "y"</c>, or <c>output: ["low", "high"]</c> for the elements of a tuple; empty to discard the result.</summary>
[CollectionBuilder(typeof(OutputNames), nameof(Create))]
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class OutputNames : IReadOnlyList<string>
{
    private readonly string[] _names;

    private OutputNames(string[] names) => _names = names;

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public string this[int index] => _names[index];

    /// <summary>Creates the names of several outputs.</summary>
    /// <param name="names">The names.</param>
    public static OutputNames Create(ReadOnlySpan<string> names) => new(names.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Creates the name of one output; null remains null.</summary>
    /// <param name="name">The name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator OutputNames?(string? name) => name is null ? null : new OutputNames([name]);

    /// <summary>Creates the names of several outputs; null remains null.</summary>
    /// <param name="names">The names.</param>
    [return: NotNullIfNotNull(nameof(names))]
    public static implicit operator OutputNames?(string[]? names) => names is null ? null : Create(names);

    private string DebuggerText => NameList.Join(_names);
}
