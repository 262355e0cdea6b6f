using System.Diagnostics;

namespace Hypergraph.Telemetry;

/// <summary>How the items of a map have ended, and which of them get an activity. Thread-safe.</summary>
internal sealed class ItemCounts
{
    /// <summary>The number of items, the first ones of each map, that have an activity with those of their nodes.</summary>
    private const int MaxTraced = 100;

    /// <summary>The number of later items that get an activity at their end, because they failed or were slow.</summary>
    private const int MaxLate = 1000;

    private static readonly TimeSpan SlowDuration = TimeSpan.FromSeconds(1);

    private static readonly RunStatus[] Statuses = [RunStatus.Completed, RunStatus.Failed, RunStatus.Paused, RunStatus.Stopped];

    private readonly long[] _counts = new long[Enum.GetValues<RunStatus>().Length];
    private int _late;

    /// <summary>Whether an item has an activity from its start.</summary>
    public static bool IsTraced(int item) => item < MaxTraced;

    public void Add(RunStatus status) => Interlocked.Increment(ref _counts[(int)status]);

    /// <summary>Whether an item that has no activity gets one at its end.</summary>
    public bool MustReport(RunStatus status, TimeSpan duration) =>
        (status == RunStatus.Failed || duration >= SlowDuration) && Interlocked.Increment(ref _late) <= MaxLate;

    /// <summary>Writes the numbers of the items to the activity of the map.</summary>
    public void Write(Activity map)
    {
        foreach (RunStatus status in Statuses)
        {
            long count = Interlocked.Read(ref _counts[(int)status]);
            if (count > 0 || status == RunStatus.Completed)
            {
                map.SetTag(AttributeNames.ItemsPrefix + AttributeNames.Of(status), count);
            }
        }
    }
}
