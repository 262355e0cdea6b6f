using System.Collections.Concurrent;

namespace WebService;

/// <summary>The reports so far, in place of a database.</summary>
internal sealed class ReportStore
{
    private readonly ConcurrentDictionary<string, int> _totals = [];

    public void Save(string title, int total) => _totals[title] = total;

    public int? Find(string title) => _totals.TryGetValue(title, out int total) ? total : null;
}
