using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting.Options;

/// <summary>Checks the options when the host starts.</summary>
internal sealed class HypergraphOptionsValidator : IValidateOptions<HypergraphOptions>
{
    /// <summary>The longest time that a timer can wait.</summary>
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public ValidateOptionsResult Validate(string? name, HypergraphOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckCount(result, options.MaxRecentRuns, nameof(options.MaxRecentRuns));
        CheckCount(result, options.MaxEventsPerRun, nameof(options.MaxEventsPerRun));
        CheckTime(result, options.RecentRunLifetime, nameof(options.RecentRunLifetime), TimeSpan.MaxValue);
        CheckTime(result, options.StopTimeout, nameof(options.StopTimeout), MaxTimeout);
        CheckTime(result, options.CancelTimeout, nameof(options.CancelTimeout), MaxTimeout);
        CheckTime(result, options.SlowNodeThreshold ?? TimeSpan.Zero, nameof(options.SlowNodeThreshold), TimeSpan.MaxValue);
        return result.Build();
    }

    private static void CheckCount(ValidateOptionsResultBuilder result, int value, string name)
    {
        if (value < 0)
        {
            result.AddError($"{nameof(HypergraphOptions)}.{name} is {value}. Set it to 0 or more.");
        }
    }

    private static void CheckTime(ValidateOptionsResultBuilder result, TimeSpan value, string name, TimeSpan max)
    {
        if (value < TimeSpan.Zero || value > max)
        {
            result.AddError($"{nameof(HypergraphOptions)}.{name} is {value}. Set it to a time from zero to {max}.");
        }
    }
}
