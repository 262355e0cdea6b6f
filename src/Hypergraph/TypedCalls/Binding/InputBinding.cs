using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>Determines which input of a graph each parameter or member supplies, and checks that all of them fit.</summary>
/// <param name="plan">The plan of the graph.</param>
/// <param name="names">The names of the inputs in the order of the parts; none to derive them.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class InputBinding(ExecutionPlan plan, IReadOnlyList<string> names, Problems problems)
{
    /// <summary>The inputs that parts without names can be: the required ones, or all if none is.</summary>
    private readonly PlanValue[] _candidates = CandidatesOf(plan);

    /// <summary>Whether the only part is one input itself, and not an object or a tuple that has the inputs.</summary>
    /// <param name="part">The part.</param>
    /// <param name="members">The members that it would have.</param>
    public bool IsInput(Part part, Part[] members)
    {
        if (members.Length == 0)
        {
            return true;
        }

        if (names.Count > 0)
        {
            return names.Count == 1;
        }

        return (part.Name is not null && plan.Inputs.Any(input => input.Name == part.Name))
            || (_candidates is [var only] && Accepts(only, part.Type) && !members.Any(member => member.FindIn([only.Name]) is not null));
    }

    /// <summary>The inputs of the parts. Only complete if there are no problems.</summary>
    public PlanValue[] Bind(Part[] parts)
    {
        PlanValue?[] bound = names.Count > 0 ? BindByGivenNames(parts) : Array.TrueForAll(parts, p => p.Name is not null) ? BindByNames(parts) : BindByTypes(parts);
        for (int i = 0; i < bound.Length; i++)
        {
            if (bound[i] is { } value && !Accepts(value, parts[i].Type))
            {
                problems.Add($"input '{value.Name}' accepts {value.Input!.SlotType}, but {parts[i].Describe(i)} is of type {TypeNames.Of(parts[i].Type)}. Supply {value.Input.SlotType}.");
            }
        }

        PlanValue[] known = [.. bound.OfType<PlanValue>()];
        foreach (IGrouping<string, PlanValue> twice in known.GroupBy(value => value.Name).Where(group => group.Count() > 1))
        {
            problems.Add($"input '{twice.Key}' is supplied twice. Supply it once.");
        }

        if (known.Length == bound.Length)
        {
            AddMissing(known);
        }

        return known;
    }

    private static PlanValue[] CandidatesOf(ExecutionPlan plan)
    {
        PlanValue[] inputs = Array.FindAll(plan.Inputs, input => !input.IsAnswer);
        PlanValue[] required = Array.FindAll(inputs, input => input.Input!.IsRequired);
        return required.Length > 0 ? required : inputs;
    }

    private static bool Accepts(PlanValue value, Type type) => value.AcceptsAll(type) || NumericWidening.IsImplicit(type, value.Input!.Type);

    private IEnumerable<string> InputNames => plan.Inputs.Select(input => input.Name);

    private PlanValue?[] BindByGivenNames(Part[] parts)
    {
        if (names.Count != parts.Length)
        {
            problems.Add($"{CountText.Of(names.Count, "input")} {(names.Count == 1 ? "is" : "are")} named, but there {(parts.Length == 1 ? "is" : "are")} {CountText.Of(parts.Length, "value")}. Name one for each value.");
            return [null];
        }

        return [.. names.Select(name => Find(name, new Part(name, typeof(object))))];
    }

    private PlanValue?[] BindByNames(Part[] parts) => Array.ConvertAll(parts, part => Find(part.Name!, part));

    private PlanValue? Find(string name, Part part)
    {
        if (part.FindIn(InputNames) is { } found)
        {
            return plan.Value(found);
        }

        problems.Add($"there is no input '{name}'.{NearestName.Suggest(name, InputNames)} Inputs: {NameList.Of(InputNames)}.");
        return null;
    }

    /// <summary>Parts without names are bound where their types leave no choice.</summary>
    private PlanValue?[] BindByTypes(Part[] parts)
    {
        if (parts.Length == 1 && _candidates.Length == 1)
        {
            return [_candidates[0]];
        }

        PlanValue?[] bound = Array.ConvertAll(parts, part => _candidates.Where(candidate => candidate.Input!.Type == part.Type).ToArray() is [var only] ? only : null);
        if (_candidates.Length == parts.Length && Array.TrueForAll(bound, value => value is not null) && bound.Distinct().Count() == bound.Length)
        {
            return bound;
        }

        problems.Add(plan.Inputs.Length == 0
            ? $"it has {CountText.Of(parts.Length, "value")}, but the graph has no inputs. Use a delegate without parameters."
            : $"the {(parts.Length == 1 ? "type" : "types")} {NameList.Join(parts.Select(p => TypeNames.Of(p.Type)))} {(parts.Length == 1 ? "does" : "do")} not determine which input each value is, and their names are not known at run time. Name the inputs in this order. Inputs: {NameList.Join(plan.Inputs.Select(input => input.Input!.ToString()))}.");
        return [null];
    }

    private void AddMissing(PlanValue[] bound)
    {
        PlanValue[] missing = Array.FindAll(plan.Inputs, input => input.Input!.IsRequired && !input.IsAnswer && Array.IndexOf(bound, input) < 0);
        if (missing.Length > 0)
        {
            problems.Add(
                $"{(missing.Length == 1 ? "a required input is" : "required inputs are")} not supplied: {NameList.Join(missing.Select(input => input.Input!.ToString()))}. Supply {(missing.Length == 1 ? "it" : "them")}, or Bind {(missing.Length == 1 ? "it" : "them")}.");
        }
    }
}
