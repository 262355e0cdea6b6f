namespace Hypergraph;

/// <summary>
/// Finds the strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), without recursion, so
/// that a chain of any length fits the stack.
/// </summary>
internal sealed class RegionFinder
{
    private readonly NumberLists _successors;
    private readonly int[] _regionOf;
    private readonly int[] _order;
    private readonly int[] _low;

    /// <summary>How many of its successors have been looked at from each node.</summary>
    private readonly int[] _seen;

    /// <summary>The nodes from where the search began to where it is.</summary>
    private readonly int[] _path;
    private readonly int[] _open;

    /// <summary>The nodes by regions, and where each region begins, both filled from the end: what is found first runs last.</summary>
    private readonly int[] _members;
    private readonly int[] _starts;
    private int _firstMember;
    private int _firstStart;
    private int _openCount;
    private int _count;

    private RegionFinder(int nodeCount, int activeCount, NumberLists successors)
    {
        _successors = successors;
        _regionOf = new int[nodeCount];
        _order = new int[nodeCount];
        _low = new int[nodeCount];
        _seen = new int[nodeCount];
        _path = new int[activeCount];
        _open = new int[activeCount];
        _members = new int[activeCount];
        _starts = new int[activeCount + 1];
        _firstMember = activeCount;
        _firstStart = activeCount;
        _starts[activeCount] = activeCount;
        Array.Fill(_regionOf, -1);
    }

    /// <summary>The regions of the active nodes.</summary>
    /// <param name="isActive">Which nodes can run.</param>
    /// <param name="addSuccessors">Adds the nodes that depend on a node to a list, active or not, with repetitions.</param>
    public static RegionMap Find(bool[] isActive, Action<int, List<int>> addSuccessors) =>
        new RegionFinder(isActive.Length, isActive.AsSpan().Count(true), SuccessorsOf(isActive, addSuccessors)).Find(isActive);

    private static NumberLists SuccessorsOf(bool[] isActive, Action<int, List<int>> addSuccessors)
    {
        int[] starts = new int[isActive.Length + 1];
        int[] seenFrom = new int[isActive.Length];
        List<int> found = new(isActive.Length);
        List<int> candidates = [];
        for (int node = 0; node < isActive.Length; node++)
        {
            candidates.Clear();
            if (isActive[node])
            {
                addSuccessors(node, candidates);
            }

            foreach (int next in candidates)
            {
                if (isActive[next] && seenFrom[next] != node + 1)
                {
                    seenFrom[next] = node + 1;
                    found.Add(next);
                }
            }

            starts[node + 1] = found.Count;
        }

        return new NumberLists(starts, [.. found]);
    }

    private RegionMap Find(bool[] isActive)
    {
        for (int node = 0; node < isActive.Length; node++)
        {
            if (isActive[node] && _order[node] == 0)
            {
                Visit(node);
            }
        }

        for (int r = _firstStart; r < _starts.Length - 1; r++)
        {
            foreach (int node in _members.AsSpan(_starts[r].._starts[r + 1]))
            {
                _regionOf[node] = r - _firstStart;
            }
        }

        return new RegionMap(new NumberLists(_firstStart == 0 ? _starts : _starts[_firstStart..], _members), _regionOf, _successors);
    }

    private void Visit(int start)
    {
        int depth = 0;
        Open(start, depth);
        while (depth >= 0)
        {
            int node = _path[depth];
            ArraySegment<int> successors = _successors[node];
            if (_seen[node] < successors.Count)
            {
                int next = successors[_seen[node]++];
                if (_order[next] == 0)
                {
                    Open(next, ++depth);
                }
                else if (_regionOf[next] < 0)
                {
                    _low[node] = Math.Min(_low[node], _order[next]);
                }

                continue;
            }

            Close(node);
            if (--depth >= 0)
            {
                _low[_path[depth]] = Math.Min(_low[_path[depth]], _low[node]);
            }
        }
    }

    private void Open(int node, int depth)
    {
        _order[node] = _low[node] = ++_count;
        _path[depth] = node;
        _open[_openCount++] = node;
    }

    /// <summary>Where a node leads back to none before it, it makes a region with all that have been opened since.</summary>
    private void Close(int node)
    {
        if (_low[node] != _order[node])
        {
            return;
        }

        int end = _firstMember;
        int member;
        do
        {
            member = _open[--_openCount];
            _members[--_firstMember] = member;

            // Any number will do as long as more regions may be found before this one.
            _regionOf[member] = 0;
        }
        while (member != node);

        _members.AsSpan(_firstMember..end).Sort();
        _starts[--_firstStart] = _firstMember;
    }
}
