using System.Reflection;
using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The input from a property of a struct, whose methods accept it by reference.</summary>
internal sealed class StructPropertyInput<T, TProperty>(MethodInfo getter, InputWriter<TProperty> writer) : InputWriter<T>
    where T : struct
{
    private readonly Getter _read = getter.CreateDelegate<Getter>();

    private delegate TProperty Getter(ref T instance);

    public override bool TryWrite(Frame frame, in T input)
    {
        T copy = input;
        return writer.TryWrite(frame, _read(ref copy));
    }

    public override void AddTo(object?[] values, in T input)
    {
        T copy = input;
        writer.AddTo(values, _read(ref copy));
    }
}
