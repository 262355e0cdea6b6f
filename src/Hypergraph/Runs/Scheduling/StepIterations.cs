using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <summary>
/// An iteration for each step of the loops that have an order: a number for each loop that contains the step, outermost first. They
/// compare like words: the outermost loop decides first.
/// </summary>
internal sealed class StepIterations
{
    public static readonly StepIterations None = new([]);

    private readonly int[] _starts;
    private readonly int[] _numbers;
    private readonly int[] _scratch;

    public StepIterations(Step[] steps)
    {
        _starts = new int[steps.Length + 1];
        int deepest = 0;
        for (int s = 0; s < steps.Length; s++)
        {
            int depth = steps[s].Order?.Loops.Length ?? 0;
            _starts[s + 1] = _starts[s] + depth;
            deepest = Math.Max(deepest, depth);
        }

        _numbers = new int[_starts[^1]];
        _scratch = new int[deepest];
    }

    /// <summary>The iteration of a step.</summary>
    public Span<int> this[int step] => _numbers.AsSpan(_starts[step].._starts[step + 1]);

    /// <summary>
    /// Finds the iteration that an edge leads to: the same in the loops that contain both steps, or the next one of the innermost of
    /// them if the edge leads back; the first in loops that the edge enters.
    /// </summary>
    public static void Follow(ReadOnlySpan<int> iteration, StepOrder from, StepOrder to, bool leadsBack, Span<int> reached)
    {
        int common = from.CountCommonLoops(to);
        iteration[..common].CopyTo(reached);
        reached[common..].Clear();
        if (leadsBack)
        {
            reached[common - 1]++;
        }
    }

    /// <summary>Memory for an iteration of a step, until the next call.</summary>
    public Span<int> Scratch(StepOrder step) => _scratch.AsSpan(..step.Loops.Length);

    public void CopyTo(StepIterations other) => _numbers.CopyTo(other._numbers, 0);

    public void Clear() => Array.Clear(_numbers);
}
