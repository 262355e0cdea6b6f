using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Inputs;

/// <summary>Validates the inputs of a call against its graph and stores them in the run's slots, before any node runs.</summary>
internal static class InputBinder
{
    /// <summary>Puts the values of a run in place.</summary>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    public static void Bind(RunState state, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        BindAll(state, values, over: null);
    }

    /// <summary>Stores the values that all items of a map share, and returns the items.</summary>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    public static MapItems BindMap(RunState state, IReadOnlyDictionary<string, object?> values, MapOver over, MapMode mode, ItemLabel? label)
    {
        ArgumentNullException.ThrowIfNull(values);
        Graph graph = state.Plan.Graph;
        if (over.Count == 0)
        {
            throw new InvalidInputException($"{graph.Subject} is to be mapped, but over no input. Name one: {NameList.Of(graph.Inputs.Select(i => i.Name))}.", input: null);
        }

        PlanValue[] mapped = [.. over.Distinct().Select(name => FindInput(state.Plan, name))];
        if (Array.Find(mapped, value => !values.ContainsKey(value.Name)) is { } lacking)
        {
            throw new MissingInputException($"{graph.Subject}: '{lacking.Name}' is mapped over, so a collection for it must be supplied with the call.", [lacking.Name]);
        }

        BindAll(state, values, over);
        MapSource[] sources = [.. mapped.Select(value => MapSource.Of(graph, value, value.Name, values[value.Name]))];
        CheckNulls(graph, sources);

        return new MapItems(graph, sources, mode) { Label = ItemLabelReader.Of(state.Plan, label) };
    }

    /// <summary>An item that is null is rejected like a value that is; items that are made when they are read fail one by one.</summary>
    private static void CheckNulls(Graph graph, MapSource[] sources)
    {
        foreach (MapSource source in sources)
        {
            if (source.Value.Input!.ForbidsNull && source.Items.IndexOfNull() is >= 0 and int index)
            {
                throw new InvalidInputException(
                    $"{graph.Subject}: '{source.Name}' is mapped over, so it accepts a collection of {source.Value.Input.SlotType}, but item {index} is null. Where null is a value, declare the parameter as {source.Value.Input.SlotType}?.",
                    source.Name);
            }
        }
    }

    /// <summary>Stores the values that all items of a stream share, and returns the input that the items supply.</summary>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value or the stream has the wrong type, or the mapped input has a value too.
    /// </exception>
    public static StreamInput<T> BindStream<T>(RunState state, IReadOnlyDictionary<string, object?> values, string over)
    {
        Graph graph = state.Plan.Graph;
        PlanValue mapped = FindInput(state.Plan, over);
        if (values.ContainsKey(over))
        {
            throw new InvalidInputException($"{graph.Subject}: '{over}' is mapped over, so the stream supplies it, but the call also supplies a value for it. Remove that value.", over);
        }

        if (!mapped.AcceptsAll(typeof(T)) && !NumericWidening.IsImplicit(typeof(T), mapped.SlotType.Type))
        {
            throw new InvalidInputException(
                $"{graph.Subject}: '{over}' is mapped over, so it accepts a stream of {mapped.Input!.SlotType}, but a stream of {TypeNames.Of(typeof(T))} was supplied. Supply a stream of that type.", over);
        }

        BindAll(state, values, over);
        return new StreamInput<T>(mapped);
    }

    private static void BindAll(RunState state, IReadOnlyDictionary<string, object?> values, MapOver? over)
    {
        HashSet<string>? mapped = over is null ? null : [.. over];
        int known = 0;
        bool lacks = false;
        foreach (PlanValue value in state.Plan.Inputs)
        {
            bool isMapped = mapped?.Contains(value.Name) == true;
            if (values.TryGetValue(value.Name, out object? supplied))
            {
                known++;
                if (!isMapped)
                {
                    SupplyValue(state, value, supplied);
                }
            }
            else if (isMapped)
            {
                continue;
            }
            else if (value.Input!.IsBound)
            {
                state.Supply(value);
            }
            else
            {
                lacks |= IsRequired(value);
            }
        }

        if (known < values.Count)
        {
            foreach (string name in values.Keys)
            {
                FindInput(state.Plan, name);
            }
        }

        if (lacks)
        {
            throw Missing(state.Plan, values, mapped);
        }
    }

    private static void SupplyValue(RunState state, PlanValue value, object? supplied)
    {
        object? accepted = value.Accepts(supplied) ? supplied : value.Widen(supplied);
        if (!value.Accepts(accepted))
        {
            throw new InvalidInputException(
                $"{state.Plan.Graph.Subject}: input '{value.Name}' accepts {(value.Input!.SlotType.Accepts(supplied) ? value.SlotType : value.Input.SlotType)}, but {TypeNames.OfValue(supplied)} was supplied. Supply a value of that type.{InputHint.For(supplied, value.Input.Type, value.Name)}",
                value.Name);
        }

        value.SlotType.SetBoxed(state.Frame, value.Slot, accepted);
        state.Supply(value);
    }

    private static bool IsRequired(PlanValue value) => value.Input!.IsRequired && !value.IsAnswer;

    private static PlanValue FindInput(ExecutionPlan plan, string name)
    {
        if (plan.Find(name) is { Input: not null } value)
        {
            return value;
        }

        Graph graph = plan.Graph;
        IEnumerable<string> known = plan.Inputs.Select(i => i.Name);
        ArraySegment<int> producers = graph.Structure.ProducersOf(name);
        throw new InvalidInputException(
            producers.Count > 0
                ? $"{graph.Subject}: '{name}' is not one of its inputs: node '{graph.Structure.Nodes[producers[0]].Name}' produces it. To start after that node, use WithEntrypoint. Inputs: {NameList.Of(known)}."
                : $"{graph.Subject} has no input '{name}'.{NearestName.Suggest(name, known)} Inputs: {NameList.Of(known)}.",
            name);
    }

    /// <summary>The error of a call that lacks inputs. A method of its own, because its closure would cost every call.</summary>
    private static MissingInputException Missing(ExecutionPlan plan, IReadOnlyDictionary<string, object?> values, HashSet<string>? mapped)
    {
        Graph graph = plan.Graph;
        GraphInput[] inputs = [.. plan.Inputs.Where(v => IsRequired(v) && !values.ContainsKey(v.Name) && mapped?.Contains(v.Name) != true).Select(v => v.Input!)];
        string[] missing = Array.ConvertAll(inputs, input => input.Name);
        string list = NameList.Join(inputs.Select(input => input.ToString()));
        return new MissingInputException(
            $"{graph.Subject} needs {(missing.Length == 1 ? "an input that is" : "inputs that are")} not supplied: {list}. Supply {(missing.Length == 1 ? "it" : "them")} with the call, or Bind {(missing.Length == 1 ? "it" : "them")}.{SuggestOutput(graph, missing)}",
            missing);
    }

    /// <summary>An edge that was meant may be missing because of one letter.</summary>
    private static string SuggestOutput(Graph graph, string[] missing)
    {
        foreach (string name in missing.Take(NameList.MaxShown))
        {
            if (NearestName.Find(name, graph.Outputs.Select(o => o.Name)) is { } output)
            {
                Node producer = graph.Structure.Nodes[graph.Structure.ProducersOf(output)[0]];
                return $" Node '{producer.Name}' produces '{output}': if that was meant for '{name}', use one name for both.";
            }
        }

        return string.Empty;
    }
}
