namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>
/// A condition in terms of the decisions of gates: several cases, each of which restricts some decisions. A condition with
/// too many cases is replaced by a fallback, which the caller chooses: a weaker one where the condition is necessary, a stronger
/// one where it is sufficient.
/// </summary>
internal sealed class BranchCondition
{
    public static readonly BranchCondition Always = new([[]]);
    public static readonly BranchCondition Never = new([]);

    private const int MaxCases = 32;

    private readonly List<BranchChoice[]> _cases;

    private BranchCondition(List<BranchChoice[]> cases) => _cases = cases;

    public bool IsAlways => _cases is [[]];

    public bool IsNever => _cases.Count == 0;

    /// <summary>The cases, each with its choices ordered by variable.</summary>
    public IReadOnlyList<BranchChoice[]> Cases => _cases;

    public static BranchCondition Of(BranchChoice choice) => new([[choice]]);

    public BranchCondition And(BranchCondition other, BranchCondition fallback)
    {
        if (IsAlways || other.IsNever)
        {
            return other;
        }

        if (other.IsAlways || IsNever)
        {
            return this;
        }

        List<BranchChoice[]> cases = [];
        foreach (BranchChoice[] own in _cases)
        {
            foreach (BranchChoice[] others in other._cases)
            {
                if (Merge(own, others) is { } both)
                {
                    Add(cases, both);
                }
            }
        }

        return cases.Count > MaxCases ? fallback : new BranchCondition(cases);
    }

    public BranchCondition Or(BranchCondition other, BranchCondition fallback)
    {
        if (IsAlways || other.IsNever)
        {
            return this;
        }

        if (other.IsAlways || IsNever)
        {
            return other;
        }

        List<BranchChoice[]> cases = [.. _cases];
        other._cases.ForEach(added => Add(cases, added));
        return cases.Count > MaxCases ? fallback : new BranchCondition(cases);
    }

    public BranchCondition Not(BranchCondition fallback)
    {
        BranchCondition result = Always;
        foreach (BranchChoice[] own in _cases)
        {
            BranchCondition otherwise = Never;
            foreach (BranchChoice choice in own)
            {
                otherwise = otherwise.Or(Of(choice with { Options = choice.All & ~choice.Options }), fallback);
            }

            result = result.And(otherwise, fallback);
        }

        return result;
    }

    /// <summary>The same condition with other numbers for its variables, in the same order.</summary>
    public BranchCondition WithVariables(Func<int, int> number) =>
        new(_cases.ConvertAll(choices => Array.ConvertAll(choices, choice => choice with { Variable = number(choice.Variable) })));

    public bool HasSameCases(BranchCondition other) =>
        _cases.Count == other._cases.Count && _cases.TrueForAll(own => other._cases.Exists(others => own.AsSpan().SequenceEqual(others)));

    /// <summary>Returns the choices of both cases; null if they exclude each other.</summary>
    private static BranchChoice[]? Merge(BranchChoice[] a, BranchChoice[] b)
    {
        List<BranchChoice> merged = [.. a];
        foreach (BranchChoice choice in b)
        {
            int index = merged.FindIndex(existing => existing.Variable >= choice.Variable);
            if (index < 0 || merged[index].Variable != choice.Variable)
            {
                merged.Insert(index < 0 ? merged.Count : index, choice);
                continue;
            }

            ulong options = merged[index].Options & choice.Options;
            if (options == 0)
            {
                return null;
            }

            merged[index] = choice with { Options = options };
        }

        return [.. merged];
    }

    private static void Add(List<BranchChoice[]> cases, BranchChoice[] added)
    {
        if (cases.Exists(existing => Covers(existing, added)))
        {
            return;
        }

        cases.RemoveAll(existing => Covers(added, existing));
        for (int i = 0; i < cases.Count; i++)
        {
            if (Join(cases[i], added) is { } joined)
            {
                cases.RemoveAt(i);
                Add(cases, joined);
                return;
            }
        }

        cases.Add(added);
    }

    /// <summary>Whether the wide case holds whenever the narrow one does.</summary>
    private static bool Covers(BranchChoice[] wide, BranchChoice[] narrow) => Array.TrueForAll(wide, choice =>
        Array.Exists(narrow, other => other.Variable == choice.Variable && (other.Options & ~choice.Options) == 0));

    /// <summary>Returns one case in place of two that differ in one variable; null if they differ in more.</summary>
    private static BranchChoice[]? Join(BranchChoice[] a, BranchChoice[] b)
    {
        int different = -1;
        for (int i = 0; i < a.Length; i++)
        {
            if (a.Length != b.Length || a[i].Variable != b[i].Variable)
            {
                return null;
            }

            if (a[i].Options != b[i].Options)
            {
                if (different >= 0)
                {
                    return null;
                }

                different = i;
            }
        }

        if (different < 0)
        {
            return null;
        }

        BranchChoice either = a[different] with { Options = a[different].Options | b[different].Options };
        return either.Options == either.All
            ? [.. a[..different], .. a[(different + 1)..]]
            : [.. a[..different], either, .. a[(different + 1)..]];
    }
}
