using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Calls;

/// <summary>
/// The frame that the calls of a graph use one after the other. A call that starts while another one has it, on this thread or on another, creates its own.
/// </summary>
internal sealed class FramePool(ExecutionPlan plan)
{
    private readonly Frame _initial = CreateFrame(plan);
    private readonly int[] _columns = [.. plan.ColumnsWithReferences];
    private Frame? _free;

    /// <summary>A frame with the bound values and defaults of the graph.</summary>
    public Frame Rent() => Interlocked.Exchange(ref _free, null) ?? CreateFrame(plan);

    /// <summary>Accepts a frame after its call, and releases everything that the call has stored in it.</summary>
    public void Return(Frame frame)
    {
        if (frame.References.Length > 0)
        {
            _initial.References.CopyTo(frame.References.AsSpan());
        }

        foreach (int column in _columns)
        {
            Array.Copy(_initial.Columns[column], frame.Columns[column], frame.Columns[column].Length);
        }

        Volatile.Write(ref _free, frame);
    }

    private static Frame CreateFrame(ExecutionPlan plan) => plan.CreateFrame(services: null, CancellationToken.None);
}
