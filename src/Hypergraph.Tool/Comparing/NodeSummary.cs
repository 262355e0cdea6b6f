using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Comparing;

/// <summary>What a node did in one run, over all items and iterations.</summary>
internal sealed class NodeSummary
{
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<Ending, int> _endings = [];

    /// <summary>The number of executions that began.</summary>
    public int Count { get; private set; }

    /// <summary>The number of executions that were restored from the store of the run.</summary>
    public int Restored { get; private set; }

    /// <summary>The number of attempts after the first of each execution.</summary>
    public int Retries { get; private set; }

    /// <summary>The sum of the durations, without those of restored executions.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>The errors with their numbers, in alphabetical order.</summary>
    public string Errors => string.Join("; ", _errors.Select(error => error.Value == 1 ? error.Key : $"{error.Value}× {error.Key}"));

    /// <summary>The decisions of a gate, by its path with items.</summary>
    public IReadOnlyDictionary<string, List<string>> Decisions => _decisions;

    /// <summary>Returns how many executions ended in a way.</summary>
    public int CountOf(Ending ending) => _endings.GetValueOrDefault(ending);

    /// <summary>Counts an execution.</summary>
    public void Add(LoggedSpan execution)
    {
        Count++;
        Retries += execution.Retries;
        Restored += execution.HasOnlyRestored ? 1 : 0;
        Total += execution.HasOnlyRestored ? TimeSpan.Zero : execution.Duration ?? TimeSpan.Zero;
        if (execution.Ending is { } ending)
        {
            _endings[ending] = CountOf(ending) + 1;
        }

        if (execution.End is NodeErrorEvent error)
        {
            string text = $"{error.ErrorType}: {error.ErrorMessage}";
            _errors[text] = _errors.GetValueOrDefault(text) + 1;
        }

        foreach (RouteDecisionEvent decision in execution.Decisions)
        {
            string path = execution.Start.Path ?? decision.NodeName;
            if (!_decisions.TryGetValue(path, out List<string>? decisions))
            {
                _decisions.Add(path, decisions = []);
            }

            decisions.Add(string.Join('+', decision.Decision));
        }
    }
}
