using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The inputs from the members of an object, one after the other.</summary>
internal sealed class MemberInputs<T>(InputWriter<T>[] members) : InputWriter<T>
{
    private static readonly bool MayBeNull = default(T) is null;

    public override bool TryWrite(Frame frame, in T input)
    {
        ThrowIfNull(input);
        foreach (InputWriter<T> member in members)
        {
            if (!member.TryWrite(frame, input))
            {
                return false;
            }
        }

        return true;
    }

    public override void AddTo(object?[] values, in T input)
    {
        ThrowIfNull(input);
        foreach (InputWriter<T> member in members)
        {
            member.AddTo(values, input);
        }
    }

    private static void ThrowIfNull(in T input)
    {
        if (MayBeNull && input is null)
        {
            throw new ArgumentNullException(nameof(input), "The object that has the inputs is null.");
        }
    }
}
