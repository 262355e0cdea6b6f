using System.Collections;
using Hypergraph.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// A gate that chooses one of its targets, or several. Created by
/// <see cref="Node.Route(Delegate, IReadOnlyList{string}, RouteOptions)"/>.
/// </summary>
public sealed class RouteNode : GateNode
{
    /// <summary>The number of targets from which on a search through them costs more than a lookup.</summary>
    private const int ManyTargets = 16;

    private readonly RouteOptions _options;
    private readonly Dictionary<string, int>? _indexes;

    internal RouteNode(NodeFunction decide, IReadOnlyList<string> targets, RouteOptions options)
        : base(CheckResult(decide, options), WithFallback(targets, options.Fallback), options.Name ?? decide.Name, options.DefaultOpen)
    {
        _options = options;
        _indexes = Targets.Count < ManyTargets ? null : Targets.Index().DistinctBy(target => target.Item).ToDictionary(target => target.Item, target => target.Index);
        if (LeaveAfterIterations is { } iterations && Fallback is null)
        {
            throw new GraphConfigurationException(
                $"Gate '{Name}' leaves its loop after {iterations} iteration{(iterations == 1 ? string.Empty : "s")}, but has no Fallback to leave through. Set RouteOptions.Fallback to Node.End or to a node outside the loop.");
        }
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Route;

    /// <summary>The target if the function returns null, or null if there is none.</summary>
    public string? Fallback => _options.Fallback;

    /// <summary>The number of iterations after which it leaves its loop through <see cref="Fallback"/>, or null for no limit.</summary>
    public int? LeaveAfterIterations => _options.LeaveAfterIterations;

    /// <inheritdoc/>
    public override bool AllowsMultiple => _options.AllowMultiple;

    /// <inheritdoc/>
    public override RouteNode WithName(string name) => new RouteNode(Function, Targets, _options with { Name = name }).WithAttachmentsOf(this);

    /// <summary>Returns the decision for <see cref="Fallback"/>, for a gate that has one.</summary>
    internal GateDecision FallbackDecision() => SingleDecision(IndexOf(Fallback!));

    internal override bool AlwaysChoosesOne => !AllowsMultiple && Fallback is not null;

    internal override GateDecision Decide(Frame frame, in Slot result)
    {
        object? answer = frame.Read<object?>(result);
        if (answer is null)
        {
            return Fallback is null ? GateDecision.None : FallbackDecision();
        }

        if (!AllowsMultiple)
        {
            return answer is string target ? SingleDecision(IndexOf(target)) : throw CreateInvalidDecisionException(answer);
        }

        return answer is IEnumerable and not string
            ? MultipleDecision([.. ((IEnumerable)answer).Cast<object?>().Select(t => t?.ToString() ?? "null")])
            : throw CreateInvalidDecisionException(answer);
    }

    private static IReadOnlyList<string> WithFallback(IReadOnlyList<string> targets, string? fallback) =>
        fallback is null || targets.Contains(fallback) ? [.. targets] : [.. targets, fallback];

    private static NodeFunction CheckResult(NodeFunction decide, RouteOptions options)
    {
        Type result = decide.ResultType;
        bool canDecide = decide.IsUntyped
            || (options.AllowMultiple ? result != typeof(string) && result.IsAssignableTo(typeof(IEnumerable<string>)) : result == typeof(string));
        return CheckResult(decide, options.Name, canDecide, options.AllowMultiple
            ? "With AllowMultiple a route returns a list of target names."
            : "A route returns the name of a target; set AllowMultiple to return a list.");
    }

    private ArgumentException CreateInvalidDecisionException(object answer) => new(
        $"Gate '{Name}' returned a value of type {TypeNames.Of(answer.GetType())}. {(AllowsMultiple ? "It allows several targets, so it returns a list of their names." : "It returns the name of one target; set AllowMultiple to return several.")}");

    private GateDecision MultipleDecision(string[] targets) => new(targets, [.. targets.Select(IndexOf)]);

    /// <summary>Returns the index of a target among the gate's targets.</summary>
    /// <exception cref="ArgumentException">It is not one of them.</exception>
    internal int IndexOf(string target)
    {
        int index = _indexes is null ? FindTarget(target) : _indexes.GetValueOrDefault(target, -1);
        return index >= 0 ? index : throw new ArgumentException(
            $"Gate '{Name}' returned '{target}', which is not one of its targets.{NearestName.SuggestTarget(target, Targets)} Targets: {NameList.Of(Targets)}.");
    }

    private int FindTarget(string target)
    {
        for (int i = 0; i < Targets.Count; i++)
        {
            if (Targets[i] == target)
            {
                return i;
            }
        }

        return -1;
    }
}
