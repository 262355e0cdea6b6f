namespace Hypergraph.Conformance;

/// <summary>Keeps the events of a call in order.</summary>
public sealed class EventRecorder : EventProcessor
{
    public List<Event> Events { get; } = [];

    public override bool WantsValues => false;

    public override void OnEvent(Event e) => Events.Add(e);
}
