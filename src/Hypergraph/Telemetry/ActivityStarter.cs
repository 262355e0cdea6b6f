using System.Buffers.Binary;
using System.Diagnostics;
using System.Reflection;

namespace Hypergraph.Telemetry;

/// <summary>Starts and stops activities. A listener that throws does not affect the run.</summary>
internal static class ActivityStarter
{
    private static readonly ActivitySource Source = new(HypergraphTelemetry.ActivitySourceName, Version);

    /// <summary>The version of the library, without that of its source.</summary>
    public static string? Version =>
        typeof(ActivityStarter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>What listens now.</summary>
    public static TelemetryParts Listening =>
        (Source.HasListeners() ? TelemetryParts.Traces : TelemetryParts.None) | (Meters.AreEnabled ? TelemetryParts.Metrics : TelemetryParts.None);

    /// <summary>Starts an activity inside the current one, and makes it the current one.</summary>
    /// <returns>The activity; null if no listener wants it.</returns>
    public static Activity? Start(string name, KeyValuePair<string, object?>[] tags, ActivityContext parent = default, ActivityLink[]? links = null, DateTimeOffset startTime = default)
    {
        Activity? activity = null;
        try
        {
            activity = Source.CreateActivity(name, ActivityKind.Internal, parent, tags, links);
            if (activity is not null && startTime != default)
            {
                activity.SetStartTime(startTime.UtcDateTime);
            }

            return activity?.Start();
        }
        catch (Exception)
        {
            // A listener threw. If that was when it sampled, there is no activity; if it was at the start, the activity has started.
            return activity;
        }
    }

    /// <summary>Stops an activity, and makes another one the current one.</summary>
    public static void Stop(Activity activity, Activity? current)
    {
        try
        {
            activity.Stop();
        }
        catch (Exception)
        {
            // A listener threw: the activity is stopped for all others.
        }

        MakeCurrent(current);
    }

    /// <summary>Makes an activity the current one, unless it is.</summary>
    public static void MakeCurrent(Activity? activity)
    {
        if (Activity.Current != activity)
        {
            Activity.Current = activity;
        }
    }

    /// <summary>The id of an activity as that of a span of events; none if it has no id in the format of W3C Trace Context.</summary>
    public static SpanId IdOf(Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
        {
            return SpanId.None;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        activity.SpanId.CopyTo(bytes);
        return new SpanId(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
