using System.Reflection;
using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The input from a property of a class.</summary>
internal sealed class PropertyInput<T, TProperty>(MethodInfo getter, InputWriter<TProperty> writer) : InputWriter<T>
    where T : class
{
    private readonly Func<T, TProperty> _read = getter.CreateDelegate<Func<T, TProperty>>();

    public override bool TryWrite(Frame frame, in T input) => writer.TryWrite(frame, _read(input));

    public override void AddTo(object?[] values, in T input) => writer.AddTo(values, _read(input));
}
