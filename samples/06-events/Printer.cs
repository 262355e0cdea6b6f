using Hypergraph;

namespace Events;

/// <summary>Writes a line for each event, indented by the depth of its span.</summary>
internal sealed class Printer(TextWriter output) : EventProcessor
{
    private readonly Dictionary<SpanId, int> _depths = [];

    // Inputs and outputs of nodes are not needed, so no event carries them.
    public override bool WantsValues => false;

    public override void OnEvent(Event e)
    {
        int depth = DepthOf(e);
        string item = e.ItemIndex is { } index ? $" [{index}]" : "";
        string text = e switch
        {
            RunStartEvent start => $"{start.GraphName}{item}{(start.IsMap ? $": {start.MapSize} items" : "")}",
            RunEndEvent end => $"{end.GraphName}{item} {end.Status}",
            RouteDecisionEvent route => $"{route.NodeName}{item} chose {string.Join(", ", route.Decision)}",
            NodeErrorEvent error => $"{error.NodeName}{item} {error.ErrorType}",
            NodeEvent node => $"{node.NodeName}{item}",
            _ => "",
        };
        output.WriteLine($"{new string(' ', 2 * depth)}{e.GetType().Name[..^"Event".Length]} {text}");
    }

    /// <summary>A run or an execution is one level below the span around it. Its parent starts before it.</summary>
    private int DepthOf(Event e)
    {
        if (!_depths.TryGetValue(e.SpanId, out int depth))
        {
            depth = e.ParentSpanId is { } parent ? _depths[parent] + 1 : 0;
            _depths.Add(e.SpanId, depth);
        }

        return depth;
    }
}
