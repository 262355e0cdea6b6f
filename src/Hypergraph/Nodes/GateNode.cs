using Hypergraph.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>A node that decides which of its targets may run. It has no outputs.</summary>
public abstract class GateNode : CallableNode
{
    private const string DecisionOutput = "decision";

    private readonly GateDecision[] _singleDecisions;

    private protected GateNode(NodeFunction function, IReadOnlyList<string> targets, string? name, bool defaultOpen)
        : base(name ?? string.Empty, function, function.Bind([DecisionOutput]), [])
    {
        Targets = targets;
        DefaultOpen = defaultOpen;
        CheckTargets();
        _singleDecisions = [.. targets.Select((target, i) => new GateDecision([target], [i]))];
    }

    /// <summary>The nodes that it may choose, and <see cref="Node.End"/> if it may end its branch.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Whether the targets may run before the gate has decided for the first time.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DefaultOpen { get; }

    /// <summary>Whether it may choose several targets at once.</summary>
    public virtual bool AllowsMultiple => false;

    /// <summary>Whether every decision chooses exactly one target.</summary>
    internal abstract bool AlwaysChoosesOne { get; }

    /// <summary>Reads the decision from the slot of the function's result.</summary>
    /// <exception cref="ArgumentException">The function returned something that is not a target.</exception>
    internal abstract GateDecision Decide(Frame frame, in Slot result);

    /// <summary>Returns the decision for one target, by its index in <see cref="Targets"/>.</summary>
    private protected GateDecision SingleDecision(int target) => _singleDecisions[target];

    /// <summary>Returns the function if it can decide; otherwise throws an error with the actual and the expected result.</summary>
    private protected static NodeFunction CheckResult(NodeFunction function, string? name, bool canDecide, string expected)
    {
        if (canDecide)
        {
            return function;
        }

        string subject = (name ?? function.Name) is { } known ? $"Gate '{known}'" : "The gate";
        throw new GraphConfigurationException(function.ResultType == typeof(void)
            ? $"{subject}: its function returns nothing, so it decides nothing. Return the decision."
            : $"{subject}: its function returns {TypeNames.Of(function.ResultType)}. {expected}");
    }

    private void CheckTargets()
    {
        if (Targets.Count == 0)
        {
            throw new GraphConfigurationException($"Gate '{Name}' has no targets. Name the nodes that it may choose.");
        }

        if (Targets.Any(string.IsNullOrWhiteSpace))
        {
            throw new GraphConfigurationException($"Gate '{Name}' has a target without a name. Name a node, or Node.End.");
        }

        if (Targets.Contains(Name))
        {
            throw new GraphConfigurationException($"Gate '{Name}' targets itself. A gate runs again when its inputs change; target the node that changes them.");
        }
    }
}
