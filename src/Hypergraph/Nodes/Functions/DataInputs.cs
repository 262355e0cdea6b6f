using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>The inputs of functions built from data: untyped, by name.</summary>
internal static class DataInputs
{
    /// <summary>Creates inputs with the names and defaults.</summary>
    public static NodeInput[] Of(IReadOnlyList<string> names, IReadOnlyDictionary<string, object?>? defaults)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in defaults?.Keys ?? [])
        {
            if (!names.Contains(name))
            {
                throw new GraphConfigurationException(
                    $"A default is supplied for '{name}', which is not an input.{NearestName.Suggest(name, names)} Inputs: {NameList.Of(names)}.");
            }
        }

        return [.. names.Select(name => Of(name, defaults))];
    }

    /// <summary>Reads the values in the slots, by name.</summary>
    public static NamedValues Read(string[] names, Frame frame, Slot[] slots)
    {
        object?[] values = new object?[names.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = frame.Read<object?>(slots[i]);
        }

        return new NamedValues(names, values);
    }

    private static NodeInput Of(string name, IReadOnlyDictionary<string, object?>? defaults)
    {
        var input = new NodeInput(name, SlotType<object>.Instance, isUntyped: true);
        return defaults is not null && defaults.TryGetValue(name, out object? value) ? input.WithDefault(value) : input;
    }
}
