using Hypergraph.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>A gate that chooses one of two branches. Created by <see cref="Node.IfElse(Delegate, string, string, string, bool)"/>.</summary>
public sealed class IfElseNode : GateNode
{
    internal IfElseNode(NodeFunction condition, string then, string otherwise, string? name, bool defaultOpen)
        : base(CheckResult(condition, name), [then, otherwise], name, defaultOpen)
    {
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.IfElse;

    /// <summary>The target if the condition is true.</summary>
    public string Then => Targets[0];

    /// <summary>The target if the condition is false.</summary>
    public string Otherwise => Targets[1];

    /// <inheritdoc/>
    public override IfElseNode WithName(string name) => new IfElseNode(Function, Then, Otherwise, name, DefaultOpen).WithAttachmentsOf(this);

    internal override bool AlwaysChoosesOne => true;

    internal override GateDecision Decide(Frame frame, in Slot result)
    {
        if (result.Column == 0 && frame.Read<object?>(result) is not bool)
        {
            object? answer = frame.Read<object?>(result);
            throw new ArgumentException(
                $"Gate '{Name}' returned {(answer is null ? "null" : $"a value of type {TypeNames.Of(answer.GetType())}")}. A condition must be true or false.");
        }

        return SingleDecision(frame.Read<bool>(result) ? 0 : 1);
    }

    private static NodeFunction CheckResult(NodeFunction condition, string? name) =>
        CheckResult(condition, name, condition.ResultType == typeof(bool) || condition.IsUntyped, "A condition returns bool.");
}
