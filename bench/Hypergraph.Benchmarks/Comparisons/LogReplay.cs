namespace Hypergraph.Benchmarks;

/// <summary>An event that is read from a log into a progress model, beside reading the tokens of its line.</summary>
internal sealed class LogReplay() : Comparison("log_replay")
{
    public override Side[] CreateSides()
    {
        var map = new LoggedMap();
        return
        [
            Side.OfManyAsync("replay into a progress model", map.Count, map.ReplayAsync),
            Side.OfManyAsync("Utf8JsonReader", map.Count, map.ReadTokensAsync),
        ];
    }
}
