using Hypergraph.Nodes;

namespace Hypergraph;

/// <summary>A question to a person. Without the answer the run pauses. Created by <see cref="Node.Interrupt{TAnswer}"/>.</summary>
public sealed class InterruptNode : CallableNode
{
    private const string Question = "question";

    internal InterruptNode(NodeFunction question, NodeOutput answer, string name)
        : base(name, question, CheckResult(question, name).Bind([Question]), [answer])
    {
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Interrupt;

    /// <summary>Always true, because a person may answer at any time.</summary>
    public override bool IsAsync => true;

    /// <inheritdoc/>
    public override InterruptNode WithName(string name) => new InterruptNode(Function, Outputs[0], name).WithAttachmentsOf(this);

    private static NodeFunction CheckResult(NodeFunction question, string name) => question.ResultType == typeof(void)
        ? throw new GraphConfigurationException($"Interrupt '{name}': its function returns nothing, so there is no question to ask. Return the question.")
        : question;
}
