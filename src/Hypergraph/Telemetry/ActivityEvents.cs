using System.Diagnostics;

namespace Hypergraph.Telemetry;

/// <summary>The events of activities: what happens between their start and their end.</summary>
internal static class ActivityEvents
{
    /// <summary>Adds an attempt that has ended.</summary>
    public static void AddAttempt(this Activity activity, int number, Exception? error)
    {
        if (!activity.IsAllDataRequested)
        {
            return;
        }

        var tags = new ActivityTagsCollection { { AttributeNames.AttemptNumber, number } };
        if (error is not null)
        {
            tags.Add(AttributeNames.ErrorType, error.GetType().FullName);
        }

        activity.AddEvent(new ActivityEvent(AttributeNames.AttemptEvent, tags: tags));
    }

    public static void AddCacheHit(this Activity activity) => Add(activity, AttributeNames.CacheHitEvent);

    /// <summary>Adds the decision of a gate.</summary>
    public static void AddRoute(this Activity activity, IEnumerable<string> targets) =>
        Add(activity, AttributeNames.RouteEvent, AttributeNames.Targets, targets, static t => string.Join(", ", t));

    /// <summary>Adds that the run has paused.</summary>
    public static void AddPause(this Activity activity, string path) => Add(activity, AttributeNames.PauseEvent, AttributeNames.PausePath, path, static p => p);

    /// <summary>Adds that a stop was requested.</summary>
    public static void AddStop(this Activity activity) => Add(activity, AttributeNames.StopEvent);

    /// <summary>Adds that the call continues a run that its store has.</summary>
    public static void AddResume(this Activity activity, int restoredNodes) =>
        Add(activity, AttributeNames.ResumeEvent, AttributeNames.RestoredNodes, restoredNodes, static n => n);

    /// <summary>Adds that a write to the store of the run has failed.</summary>
    public static void AddStoreError(this Activity activity, Exception error) =>
        Add(activity, AttributeNames.StoreErrorEvent, AttributeNames.ErrorType, error, static e => e.GetType().FullName);

    private static void Add(Activity activity, string name)
    {
        if (activity.IsAllDataRequested)
        {
            activity.AddEvent(new ActivityEvent(name));
        }
    }

    private static void Add<T>(Activity activity, string name, string tag, T value, Func<T, object?> valueOf)
    {
        if (activity.IsAllDataRequested)
        {
            activity.AddEvent(new ActivityEvent(name, tags: new ActivityTagsCollection { { tag, valueOf(value) } }));
        }
    }
}
