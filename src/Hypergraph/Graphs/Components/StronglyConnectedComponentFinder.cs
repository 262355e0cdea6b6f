namespace Hypergraph.Graphs.Components;

/// <summary>
/// Finds the strongly connected components with Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), without recursion, so
/// that a long chain does not overflow the stack.
/// </summary>
internal sealed class StronglyConnectedComponentFinder
{
    private readonly PackedIntLists _successors;
    private readonly int[] _componentOf;
    private readonly int[] _index;
    private readonly int[] _lowLink;

    /// <summary>The number of visited successors of each node.</summary>
    private readonly int[] _visitedSuccessors;

    /// <summary>The path from the start of the search to the current node.</summary>
    private readonly int[] _path;
    private readonly int[] _stack;

    /// <summary>The nodes by component, and the start of each component, both filled from the end: the component found first runs last.</summary>
    private readonly int[] _members;
    private readonly int[] _starts;
    private int _firstMember;
    private int _firstStart;
    private int _stackCount;
    private int _visitedCount;

    private StronglyConnectedComponentFinder(int nodeCount, int activeCount, PackedIntLists successors)
    {
        _successors = successors;
        _componentOf = new int[nodeCount];
        _index = new int[nodeCount];
        _lowLink = new int[nodeCount];
        _visitedSuccessors = new int[nodeCount];
        _path = new int[activeCount];
        _stack = new int[activeCount];
        _members = new int[activeCount];
        _starts = new int[activeCount + 1];
        _firstMember = activeCount;
        _firstStart = activeCount;
        _starts[activeCount] = activeCount;
        Array.Fill(_componentOf, -1);
    }

    /// <summary>Returns the components of the active nodes.</summary>
    /// <param name="isActive">Which nodes can run.</param>
    /// <param name="addSuccessors">Adds the nodes that depend on a node to a list, active or not, with repetitions.</param>
    public static StronglyConnectedComponents Find(bool[] isActive, Action<int, List<int>> addSuccessors) =>
        new StronglyConnectedComponentFinder(isActive.Length, CountOf(isActive), SuccessorsOf(isActive, addSuccessors)).Find(isActive);

    private static int CountOf(bool[] isActive)
    {
        int count = 0;
        foreach (bool active in isActive)
        {
            count += active ? 1 : 0;
        }

        return count;
    }

    private static PackedIntLists SuccessorsOf(bool[] isActive, Action<int, List<int>> addSuccessors)
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

        return new PackedIntLists(starts, [.. found]);
    }

    private StronglyConnectedComponents Find(bool[] isActive)
    {
        for (int node = 0; node < isActive.Length; node++)
        {
            if (isActive[node] && _index[node] == 0)
            {
                Visit(node);
            }
        }

        for (int r = _firstStart; r < _starts.Length - 1; r++)
        {
            for (int m = _starts[r]; m < _starts[r + 1]; m++)
            {
                _componentOf[_members[m]] = r - _firstStart;
            }
        }

        return new StronglyConnectedComponents(new PackedIntLists(_firstStart == 0 ? _starts : _starts[_firstStart..], _members), _componentOf, _successors);
    }

    private void Visit(int start)
    {
        int depth = 0;
        Push(start, depth);
        while (depth >= 0)
        {
            int node = _path[depth];
            ArraySegment<int> successors = _successors[node];
            if (_visitedSuccessors[node] < successors.Count)
            {
                int next = successors[_visitedSuccessors[node]++];
                if (_index[next] == 0)
                {
                    Push(next, ++depth);
                }
                else if (_componentOf[next] < 0)
                {
                    _lowLink[node] = Math.Min(_lowLink[node], _index[next]);
                }

                continue;
            }

            PopComponent(node);
            if (--depth >= 0)
            {
                _lowLink[_path[depth]] = Math.Min(_lowLink[_path[depth]], _lowLink[node]);
            }
        }
    }

    private void Push(int node, int depth)
    {
        _index[node] = _lowLink[node] = ++_visitedCount;
        _path[depth] = node;
        _stack[_stackCount++] = node;
    }

    /// <summary>If a node leads to no node visited before it, it and all nodes pushed since form a component.</summary>
    private void PopComponent(int node)
    {
        if (_lowLink[node] != _index[node])
        {
            return;
        }

        int end = _firstMember;
        int member;
        do
        {
            member = _stack[--_stackCount];
            _members[--_firstMember] = member;

            // Any value is sufficient here: the final number depends on the components that are found later.
            _componentOf[member] = 0;
        }
        while (member != node);

        Array.Sort(_members, _firstMember, end - _firstMember);
        _starts[--_firstStart] = _firstMember;
    }
}
