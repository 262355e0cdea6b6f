namespace Hypergraph.Progress.Model;

/// <summary>Chooses the unit of a rate.</summary>
internal static class RateUnits
{
    /// <summary>Returns the most readable unit of a rate.</summary>
    public static RateUnit Of(double perSecond) => perSecond switch
    {
        >= 1 => RateUnit.Second,
        >= 1.0 / 60 => RateUnit.Minute,
        _ => RateUnit.Hour,
    };
}
