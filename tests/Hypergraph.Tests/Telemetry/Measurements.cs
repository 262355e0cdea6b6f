using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Listens to the measurements of the meter of runs, until it is disposed.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _all = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="listensTo">Which instruments; null for all.</param>
    public Measurements(Func<string, bool>? listensTo = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HypergraphTelemetry.MeterName && listensTo?.Invoke(instrument.Name) != false)
            {
                Instruments.Add((instrument.Name, instrument.Unit, instrument.Description));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public ConcurrentBag<(string Name, string? Unit, string? Description)> Instruments { get; } = [];

    /// <summary>The sums of an instrument, by tags: <c>graph=g status=completed: 2</c>.</summary>
    public string[] SumsOf(string instrument) =>
        [.. _all.Where(m => m.Instrument == instrument).GroupBy(m => m.Tags).Select(g => $"{g.Key}: {g.Sum(m => m.Value)}").Order(StringComparer.Ordinal)];

    /// <summary>Reads the instruments that are read on request.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key.Replace("hypergraph.", string.Empty, StringComparison.Ordinal)}={t.Value}"))));
}
