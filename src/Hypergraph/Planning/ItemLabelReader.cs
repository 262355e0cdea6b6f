using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>Reads the label of an item of a map from the values that the item starts with.</summary>
/// <param name="value">The value that the label is made of.</param>
/// <param name="label">How.</param>
internal sealed class ItemLabelReader(PlanValue value, ItemLabel label)
{
    /// <summary>The reader of the labels of a call's items; null if they have none.</summary>
    /// <exception cref="InvalidInputException">The graph has no such input.</exception>
    public static ItemLabelReader? Of(ExecutionPlan plan, ItemLabel? label)
    {
        if (label is null)
        {
            return null;
        }

        PlanValue? value = Array.Find(plan.Inputs, input => input.Name == label.Input);
        IEnumerable<string> names = plan.Inputs.Select(input => input.Name);
        return value is not null
            ? new ItemLabelReader(value, label)
            : throw new InvalidInputException(
                $"{plan.Graph.Subject}: items are to be labelled by '{label.Input}', which is not one of its inputs.{NearestName.Suggest(label.Input, names)} Inputs: {NameList.Of(names)}.",
                label.Input);
    }

    /// <summary>The value that the label is made of.</summary>
    public PlanValue Value => value;

    /// <summary>The label of the item whose values are in a frame.</summary>
    public string? TextOf(Frame item) => label.TextOf(value.SlotType.GetBoxed(item, value.Slot));
}
