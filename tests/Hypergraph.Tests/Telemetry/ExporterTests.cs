using System.Diagnostics;
using Hypergraph.Tests.Events;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Hypergraph.Tests.Telemetry;

/// <summary>What the exporters of OpenTelemetry make of runs.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class ExporterTests
{
    private static readonly Graph Outer = new(
        "outer",
        [new Graph("inner", [Node.Create((int x) => x + 1, "y", "add")]).AsNode("once"), Node.Create((int y) => y, "z", "b")]);

    [Fact]
    public async Task The_exporter_in_memory_Receives_every_activity_and_measurement()
    {
        Activity.Current = null;
        List<Activity> spans = [];
        List<Metric> metrics = [];
        using (TracerProvider tracer = Sdk.CreateTracerProviderBuilder().AddSource(HypergraphTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build())
        using (MeterProvider meter = Sdk.CreateMeterProviderBuilder().AddMeter(HypergraphTelemetry.MeterName).AddInMemoryExporter(metrics).Build())
        {
            await new AsyncRunner().RunAsync(Outer, new { x = 1 });
            meter.ForceFlush();
        }

        Assert.Equal(["add", "run inner", "once", "b", "run outer"], spans.Select(s => s.DisplayName));
        Assert.Single(spans.Select(s => s.TraceId).Distinct());
        Assert.Equal(
            [
                "hypergraph.node.duration", "hypergraph.nodes", "hypergraph.nodes.active", "hypergraph.run.duration", "hypergraph.runs", "hypergraph.runs.active",
            ],
            // The gauges of queues are of the process: a queue of another test may still exist.
            metrics.Select(m => m.Name).Where(name => !name.StartsWith("hypergraph.events.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_receiver_of_OTLP_Gets_the_spans_of_the_events()
    {
        Activity.Current = null;
        using var receiver = new OtlpReceiver();
        var recorder = new RecordingProcessor();
        using (TracerProvider tracer = Sdk.CreateTracerProviderBuilder()
            .AddSource(HypergraphTelemetry.ActivitySourceName)
            .AddOtlpExporter(o => (o.Protocol, o.Endpoint) = (OtlpExportProtocol.HttpProtobuf, receiver.Endpoint))
            .Build())
        {
            await new AsyncRunner(recorder).RunAsync(Outer, new { x = 1 });
            Assert.True(tracer.ForceFlush());
        }

        Event[] starts = [.. recorder.Events.Where(e => e is RunStartEvent or NodeStartEvent)];
        Assert.Equal(5, starts.Length);
        Assert.Equal(
            starts.Select(e => $"{e.SpanId} {(e.ParentSpanId == SpanId.None ? string.Empty : e.ParentSpanId)} {e.RunId}").Order(StringComparer.Ordinal),
            receiver.Spans.Select(s => $"{s.SpanId} {s.ParentId} {s.Attributes["hypergraph.run.id"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["add", "b", "once", "run inner", "run outer"], receiver.Spans.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Single(receiver.Spans.Select(s => s.TraceId).Distinct());
    }
}
