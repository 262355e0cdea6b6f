namespace Hypergraph;

/// <content>What gates let run, and when.</content>
internal sealed partial class Scheduler
{
    /// <summary>A gate that is ready goes before its targets; gates that hold each other go together.</summary>
    private void PutGatesFirst(int first)
    {
        List<Step> ready = _batch[first..];
        List<Step> going = ready.FindAll(step => !Array.Exists(step.Gates, link => ready.Exists(other => other.Index == link.Gate)));
        _batch.RemoveRange(first, ready.Count);
        _batch.AddRange(going.Count > 0 ? going : ready.FindAll(step => step.IsGate));
    }

    /// <summary>
    /// What a gate decides on goes before the next turn of its targets: else a target would run again by a decision that is
    /// just being overtaken. A target waits for as many supersteps as its loop has nodes, not for evidence that never rests.
    /// </summary>
    private void PutEvidenceFirst(Region loop, int first)
    {
        List<Step>? waiting = null;
        for (int i = first; i < _batch.Count; i++)
        {
            Step step = _batch[i];
            if (_runs[step.Index] > 0 && step.Gates.Length > 0 && _heldBack[step.Index] < loop.Nodes.Length && IsBeingOvertaken(step, first))
            {
                (waiting ??= []).Add(step);
            }
        }

        if (waiting is not null && waiting.Count < _batch.Count - first)
        {
            _batch.RemoveAll(waiting.Contains);
            waiting.ForEach(step => _heldBack[step.Index]++);
        }
    }

    /// <summary>Whether every decision that lets the step run depends on a step that is ready.</summary>
    private bool IsBeingOvertaken(Step step, int first)
    {
        foreach (GateLink link in step.Gates)
        {
            if (Opens(link, step, depth: 0) && !IsAnyReady(_steps[link.Gate].DecidesOn, first))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAnyReady(int[] steps, int first)
    {
        for (int i = first; i < _batch.Count; i++)
        {
            if (Array.IndexOf(steps, _batch[i].Index) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether no gate holds the step, or one of those that do has chosen it or, for the step's first time, has not been
    /// asked yet.
    /// </summary>
    private bool IsOpen(Step step, int depth)
    {
        if (step.Gates.Length == 0 || depth > _steps.Length)
        {
            return true;
        }

        foreach (GateLink link in step.Gates)
        {
            if (Opens(link, step, depth))
            {
                return true;
            }
        }

        return false;
    }

    private bool Opens(GateLink link, Step step, int depth)
    {
        Step gate = _steps[link.Gate];
        return _runs[link.Gate] > 0
            ? _decisions[link.Gate]!.Chose(link.Target) && IsCurrent(_decisions[link.Gate]!, gate)
            : _runs[step.Index] == 0 && ((GateNode)gate.Node).DefaultOpen && IsOpen(gate, depth + 1);
    }
}
