namespace Hypergraph;

/// <summary>
/// Finds the strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), without recursion, so
/// that a chain of any length fits the stack.
/// </summary>
internal sealed class RegionFinder(int nodeCount, bool[] isActive, Action<int, List<int>> addSuccessors)
{
    private readonly int[] _order = new int[nodeCount];
    private readonly int[] _low = new int[nodeCount];
    private readonly bool[] _isOpen = new bool[nodeCount];
    private readonly int[] _regionOf = new int[nodeCount];
    private readonly int[][] _successors = new int[nodeCount][];
    private readonly int[] _seenFrom = new int[nodeCount];
    private readonly List<int> _gathered = [];
    private readonly List<int> _candidates = [];
    private readonly Stack<int> _open = new();
    private readonly List<int[]> _found = [];
    private int _count;

    /// <summary>The regions, each after all that it depends on, and the region of each node.</summary>
    public (Region[] Regions, int[] RegionOf) Find()
    {
        Array.Fill(_regionOf, -1);
        for (int node = 0; node < nodeCount; node++)
        {
            _successors[node] = isActive[node] ? ActiveSuccessorsOf(node) : [];
        }

        for (int node = 0; node < nodeCount; node++)
        {
            if (isActive[node] && _order[node] == 0)
            {
                Visit(node);
            }
        }

        return (Connect(), _regionOf);
    }

    private int[] ActiveSuccessorsOf(int node)
    {
        _gathered.Clear();
        _candidates.Clear();
        addSuccessors(node, _candidates);
        foreach (int next in _candidates)
        {
            if (isActive[next])
            {
                AddOnce(node, next);
            }
        }

        return [.. _gathered];
    }

    private int[] RegionsBehind(int place, Region region)
    {
        _gathered.Clear();
        foreach (int node in region.Nodes)
        {
            foreach (int next in _successors[node])
            {
                if (_regionOf[next] != place)
                {
                    AddOnce(place, _regionOf[next]);
                }
            }
        }

        return [.. _gathered];
    }

    /// <summary>
    /// Adds a number that has not been seen from the same place. A set for each node would be most of the memory that a
    /// large graph takes to build.
    /// </summary>
    private void AddOnce(int place, int number)
    {
        if (_seenFrom[number] != place + 1)
        {
            _seenFrom[number] = place + 1;
            _gathered.Add(number);
        }
    }

    private void Visit(int start)
    {
        var path = new Stack<(int Node, int Next)>();
        Open(start);
        path.Push((start, 0));
        while (path.TryPop(out (int Node, int Next) step))
        {
            int[] successors = _successors[step.Node];
            if (step.Next < successors.Length)
            {
                path.Push((step.Node, step.Next + 1));
                int next = successors[step.Next];
                if (_order[next] == 0)
                {
                    Open(next);
                    path.Push((next, 0));
                }
                else if (_isOpen[next])
                {
                    _low[step.Node] = Math.Min(_low[step.Node], _order[next]);
                }

                continue;
            }

            Close(step.Node);
            if (path.TryPeek(out (int Node, int Next) parent))
            {
                _low[parent.Node] = Math.Min(_low[parent.Node], _low[step.Node]);
            }
        }
    }

    private void Open(int node)
    {
        _order[node] = _low[node] = ++_count;
        _isOpen[node] = true;
        _open.Push(node);
    }

    private void Close(int node)
    {
        if (_low[node] != _order[node])
        {
            return;
        }

        _gathered.Clear();
        int member;
        do
        {
            member = _open.Pop();
            _isOpen[member] = false;
            _gathered.Add(member);
        }
        while (member != node);

        _gathered.Sort();
        _found.Add([.. _gathered]);
    }

    /// <summary>Tarjan finds a component after all that it leads to, so the order of running is the reverse.</summary>
    private Region[] Connect()
    {
        _found.Reverse();
        var regions = new Region[_found.Count];
        for (int r = 0; r < regions.Length; r++)
        {
            int[] members = _found[r];
            bool isLoop = members.Length > 1 || Array.IndexOf(_successors[members[0]], members[0]) >= 0;
            regions[r] = new Region(members, isLoop);
            foreach (int node in members)
            {
                _regionOf[node] = r;
            }
        }

        Array.Clear(_seenFrom);
        for (int r = 0; r < regions.Length; r++)
        {
            regions[r].Successors = RegionsBehind(r, regions[r]);
            foreach (int successor in regions[r].Successors)
            {
                regions[successor].PredecessorCount++;
            }
        }

        return regions;
    }
}
