using Hypergraph.Nodes;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Naming;

namespace Hypergraph;

/// <summary>A function as a node. Created by <see cref="Node.Create(Delegate, OutputNames, string)"/> and its overloads.</summary>
public sealed class FunctionNode : CallableNode
{
    private FunctionNode(string name, NodeFunction function, NodeBody body)
        : base(name, function, body, body.Outputs)
    {
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Function;

    /// <summary>
    /// Whether a durable run never runs an execution of it again that began and may have ended. Such a run pauses when it resumes, because the outcome is unknown. Without a store
    /// it has no effect.
    /// </summary>
    public bool RunsAtMostOnce { get; internal set; }

    /// <summary>
    /// Returns the same node for effects that must not happen twice: see <see cref="RunsAtMostOnce"/>. For an effect that the other side recognizes, use
    /// <see cref="NodeContext.IdempotencyKey"/> instead, and the node may run again.
    /// </summary>
    public FunctionNode AtMostOnce()
    {
        var copy = (FunctionNode)MemberwiseClone();
        copy.RunsAtMostOnce = true;
        return copy;
    }

    /// <inheritdoc/>
    public override FunctionNode WithName(string name) => new FunctionNode(name, Function, Body).WithAttachmentsOf(this);

    /// <summary>Determines the names of the outputs, then of the node.</summary>
    internal static FunctionNode Of(NodeFunction function, IReadOnlyList<string>? outputs, string? name)
    {
        string subject = (name ?? function.Name) is { } known ? $"Node '{known}'" : "The node";
        IReadOnlyList<string> names = outputs ?? DefaultOutputs(function, subject);
        CheckCount(function, names, subject);
        return new FunctionNode(name ?? function.Name ?? (names.Count > 0 ? names[0] : string.Empty), function, function.Bind(names));
    }

    private static IReadOnlyList<string> DefaultOutputs(NodeFunction function, string subject)
    {
        if (function.ResultType == typeof(void))
        {
            return [];
        }

        return function.TupleNames ?? throw new GraphConfigurationException(
            $"{subject} returns {TypeNames.Of(function.ResultType)}, but its output has no name. Pass output: \"…\", or output: [] to discard it.");
    }

    private static void CheckCount(NodeFunction function, IReadOnlyList<string> outputs, string subject)
    {
        if (outputs.Count > 0 && function.ResultType == typeof(void))
        {
            throw new GraphConfigurationException(
                $"{subject} returns nothing, but {(outputs.Count == 1 ? "an output is named: " : "outputs are named: ")}{NameList.Of(outputs)}. Return a value, or name no output.");
        }

        if (outputs.Count > 1 && !function.IsUntyped && outputs.Count != function.TupleSize)
        {
            string result = function.TupleSize == 0 ? "one value" : $"a tuple of {function.TupleSize}";
            throw new GraphConfigurationException(
                $"{subject} returns {result} ({TypeNames.Of(function.ResultType)}), but {outputs.Count} outputs are named: {NameList.Of(outputs)}. Name as many as it returns.");
        }
    }
}
