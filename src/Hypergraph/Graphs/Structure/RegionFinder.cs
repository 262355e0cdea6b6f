namespace Hypergraph;

/// <summary>
/// Finds the strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), without recursion, so
/// that a chain of any length fits the stack.
/// </summary>
internal sealed class RegionFinder(int nodeCount, bool[] isActive, Func<int, IEnumerable<int>> successorsOf)
{
    private readonly int[] _order = new int[nodeCount];
    private readonly int[] _low = new int[nodeCount];
    private readonly bool[] _isOpen = new bool[nodeCount];
    private readonly int[] _regionOf = new int[nodeCount];
    private readonly int[][] _successors = new int[nodeCount][];
    private readonly int[] _seenFrom = new int[nodeCount];
    private readonly List<int> _distinct = [];
    private readonly Stack<int> _open = new();
    private readonly List<int[]> _found = [];
    private int _count;

    /// <summary>The regions, each after all that it depends on, and the region of each node.</summary>
    public (Region[] Regions, int[] RegionOf) Find()
    {
        Array.Fill(_regionOf, -1);
        for (int node = 0; node < nodeCount; node++)
        {
            _successors[node] = isActive[node] ? Distinct(node, successorsOf(node).Where(n => isActive[n])) : [];
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

    /// <summary>Each number once; a set for each node would be most of the memory that a large graph takes to build.</summary>
    /// <param name="source">Where they are seen from; each source asks once.</param>
    /// <param name="numbers">Places of nodes or regions.</param>
    private int[] Distinct(int source, IEnumerable<int> numbers)
    {
        _distinct.Clear();
        foreach (int number in numbers)
        {
            if (_seenFrom[number] != source + 1)
            {
                _seenFrom[number] = source + 1;
                _distinct.Add(number);
            }
        }

        return [.. _distinct];
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

        List<int> members = [];
        int member;
        do
        {
            member = _open.Pop();
            _isOpen[member] = false;
            members.Add(member);
        }
        while (member != node);

        members.Sort();
        _found.Add([.. members]);
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
            regions[r].Successors = Distinct(r, regions[r].Nodes.SelectMany(n => _successors[n]).Select(n => _regionOf[n]).Where(s => s != r));
            foreach (int successor in regions[r].Successors)
            {
                regions[successor].PredecessorCount++;
            }
        }

        return regions;
    }
}
