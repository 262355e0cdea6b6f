using Hypergraph.Durability.Testing.Cases;

namespace Hypergraph.Durability.Testing;

/// <summary>What every <see cref="IRunStore"/> must do, as cases to run under any test framework.</summary>
/// <remarks>
/// With xunit, a theory over the names of the cases runs each with a storage of its own:
/// <code>
/// public static TheoryData&lt;string&gt; Names =&gt; [.. RunStoreConformance.Cases.Select(c =&gt; c.Name)];
///
/// [Theory]
/// [MemberData(nameof(Names))]
/// public async Task Store_Conforms(string name)
/// {
///     string path = Path.Combine(_folder, Path.GetRandomFileName());
///     await RunStoreConformance.Cases.Single(c =&gt; c.Name == name).RunAsync(async token =&gt; await MyStore.OpenAsync(path, token));
/// }
/// </code>
/// </remarks>
public static class RunStoreConformance
{
    /// <summary>The cases. Their names are unique.</summary>
    public static IReadOnlyList<RunStoreCase> Cases { get; } =
    [
        .. AddingCases.All,
        .. ListingCases.All,
        .. RecordCases.All,
        .. ValueCases.All,
        .. SizeCases.All,
        .. LeaseCases.All,
        .. FencingCases.All,
        .. StatusCases.All,
        .. QuestionCases.All,
        .. DeletionCases.All,
        .. ConcurrencyCases.All,
        .. LifetimeCases.All,
    ];
}
