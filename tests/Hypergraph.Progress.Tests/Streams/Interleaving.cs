namespace Hypergraph.Progress.Tests;

/// <summary>
/// Runs several activities concurrently on one thread, in an order that a random source chooses. An activity is an
/// iterator: what it yields it waits for, and an empty list only lets the others run.
/// </summary>
public sealed class Interleaving(Random random)
{
    private readonly List<Activity> _ready = [];

    public static IEnumerable<IEnumerable<object>> Turn { get; } = [];

    public void Run(IEnumerable<object> activity)
    {
        _ready.Add(new Activity(activity.GetEnumerator(), Waiting: null));
        while (_ready.Count > 0)
        {
            int index = random.Next(_ready.Count);
            Step(_ready[index]);
        }
    }

    private void Step(Activity activity)
    {
        if (!activity.Steps.MoveNext())
        {
            _ready.Remove(activity);
            activity.Waiting?.ChildEnded(_ready);
            return;
        }

        List<IEnumerable<object>> children = [.. (IEnumerable<IEnumerable<object>>)activity.Steps.Current];
        if (children.Count == 0)
        {
            return;
        }

        _ready.Remove(activity);
        var join = new Join(activity, children.Count);
        _ready.AddRange(children.Select(child => new Activity(child.GetEnumerator(), join)));
    }

    private sealed record Activity(IEnumerator<object> Steps, Join? Waiting);

    private sealed class Join(Activity parent, int children)
    {
        private int _left = children;

        public void ChildEnded(List<Activity> ready)
        {
            if (--_left == 0)
            {
                ready.Add(parent);
            }
        }
    }
}
