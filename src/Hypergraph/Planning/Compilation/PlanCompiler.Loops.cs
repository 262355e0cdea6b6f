using Hypergraph.Graphs.Components;
using Hypergraph.Graphs.Structure;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning.Compilation;

/// <content>Gates, and the steps of loops.</content>
internal sealed partial class PlanCompiler
{
    private void LinkGates(Step[] steps, int[] active)
    {
        foreach (int n in active)
        {
            Step step = steps[_stepOf[n]];
            GateLink[] gates = Array.FindAll(_structure.GatesOf(n), l => _structure.IsActive[l.Gate]);
            step.Gates = Array.ConvertAll(gates, l => l with { Gate = _stepOf[l.Gate] });
            step.RerunGates = step.Gates;
            if (step.IsInLoop)
            {
                if (IsDrivenByGate(n))
                {
                    step.RerunGates = Array.FindAll(step.Gates, l => IsInLoopOf(n, active[l.Gate]));
                }

                if (_structure.Nodes[n] is GateNode gate)
                {
                    step.LoopGate = CreateLoopGate(n, gate);
                }

                step.FirstRunPredecessors = [.. PredecessorsInLoop(n).Select(p => _stepOf[p])];
                foreach (int before in _structure.OrderPredecessorsOf(n).Where(p => IsInLoopOf(n, p)))
                {
                    Step trigger = steps[_stepOf[before]];
                    trigger.TriggeredSteps = [.. trigger.TriggeredSteps, step.Index];
                }
            }
        }
    }

    private LoopGate CreateLoopGate(int n, GateNode gate) => new()
    {
        DecisionSources = FindStepsBetweenTargetsAnd(gate, n),
        LoopTargets = [.. gate.Targets.Select(t => t != Node.End && IsInLoopOf(n, _structure.NodeIndexes[t]) ? _stepOf[_structure.NodeIndexes[t]] : -1)],
        UpstreamOfTargets = gate.AllowsMultiple ? [.. gate.Targets.Select(t => FindStepsUpstreamOf(t, n))] : [],
        Limit = LoopLimit.Of(gate),
    };

    private IEnumerable<int> PredecessorsInLoop(int n) =>
        _structure.PredecessorsOf(n).Where(p => p != n && IsInLoopOf(n, p)).Distinct();

    private int[] FindStepsBetweenTargetsAnd(GateNode gate, int n)
    {
        HashSet<int> targets = [n, .. gate.Targets.Where(t => t != Node.End).Select(t => _structure.NodeIndexes[t])];
        return FindStepsUpstreamOf(n, n, targets);
    }

    /// <summary>The steps of a gate's loop that lead to one of its targets, but not through the gate.</summary>
    private int[] FindStepsUpstreamOf(string target, int gate) =>
        target != Node.End && IsInLoopOf(gate, _structure.NodeIndexes[target]) ? FindStepsUpstreamOf(_structure.NodeIndexes[target], gate, [gate, _structure.NodeIndexes[target]]) : [];

    /// <summary>The steps of a loop that lead to a node without passing others.</summary>
    private int[] FindStepsUpstreamOf(int start, int loopOf, HashSet<int> seen)
    {
        List<int> found = [];
        var open = new Stack<int>([start]);
        while (open.TryPop(out int node))
        {
            foreach (int before in _structure.PredecessorsOf(node).Where(p => IsInLoopOf(loopOf, p) && seen.Add(p)))
            {
                found.Add(_stepOf[before]);
                open.Push(before);
            }
        }

        return [.. found];
    }

    private bool IsInLoopOf(int node, int other) => _structure.Components.ComponentOf(node) == _structure.Components.ComponentOf(other);

    private StepComponent[] ComponentsOfSteps(Step[] steps)
    {
        StronglyConnectedComponents map = _structure.Components;
        var components = new StepComponent[map.Count];
        int offset = 0;
        for (int r = 0; r < components.Length; r++)
        {
            ArraySegment<int> nodes = map.NodesOf(r);
            components[r] = new StepComponent(StepsOf(nodes), map.IsLoop(r))
            {
                Offset = offset,
                HasChoices = HasChoices(nodes, steps),
                HasOrder = LoopOrder.TrySet(_structure, r, steps, _stepOf),
                Successors = SuccessorsOf(r, nodes),
            };
            offset += nodes.Count;
            foreach (int s in components[r].Nodes)
            {
                steps[s].Component = r;
            }
        }

        foreach (StepComponent component in components)
        {
            foreach (int successor in component.Successors)
            {
                components[successor].PredecessorCount++;
            }
        }

        return components;
    }

    private int[] StepsOf(ArraySegment<int> nodes)
    {
        int[] steps = new int[nodes.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = _stepOf[nodes[i]];
        }

        return steps;
    }

    private bool HasChoices(ArraySegment<int> nodes, Step[] steps)
    {
        foreach (int n in nodes)
        {
            if (steps[_stepOf[n]].LoopGate.UpstreamOfTargets.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The other components that depend on nodes of a component, each once.</summary>
    private int[] SuccessorsOf(int component, ArraySegment<int> nodes)
    {
        StronglyConnectedComponents map = _structure.Components;
        HashSet<int> successors = [];
        foreach (int n in nodes)
        {
            foreach (int next in map.Successors[n])
            {
                if (map.ComponentOf(next) != component)
                {
                    successors.Add(map.ComponentOf(next));
                }
            }
        }

        return [.. successors];
    }
}
