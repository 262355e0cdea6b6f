using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Outputs;

/// <summary>One output whose slot stores values of the type as they are.</summary>
internal sealed class SlotOutput<T>(PlanValue value) : OutputReader<T>
{
    private readonly Slot _slot = value.Slot;

    /// <summary>The slot.</summary>
    public ref readonly Slot Slot => ref _slot;

    public override T Read(Frame frame) => frame.Read<T>(_slot);

    public override T Read(RunResult result) => result.Get<T>(value.Name);
}
