using Hypergraph.Durability;

namespace Hypergraph.Dashboard;

/// <summary>Options of the dashboard.</summary>
public sealed class DashboardOptions
{
    /// <summary>
    /// The names of hosts under which the page may be opened, without ports. An address is always accepted; a name is checked, so that a page elsewhere whose name resolves to this machine cannot read
    /// the dashboard. Endpoints with an authorization policy accept any name.
    /// </summary>
    /// <value>The default value is <c>localhost</c>.</value>
    public IList<string> AllowedHosts { get; } = ["localhost"];

    /// <summary>
    /// Whether clients on other machines may use the dashboard without authorization. It logs a warning. Prefer <c>RequireAuthorization</c> on what <c>MapHypergraph</c> returns.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: without an authorization policy, only clients of this machine are answered.</value>
    public bool AllowRemoteWithoutAuthorization { get; set; }

    /// <summary>Whether inputs, outputs, questions and stored values are sent to the page. The values of an event are then redacted and written as JSON when it happens; no others are kept.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludesValues { get; set; }

    /// <summary>Returns what is sent for a value, by its node and its name: the value itself, a replacement, or null. If it throws, only the type of the value is sent.</summary>
    /// <value>The default value is null: values are sent as they are.</value>
    public Func<EventValue, object?>? Redact { get; set; }

    /// <summary>Whether the page may answer questions of stored runs.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool AllowsAnswers { get; set; } = true;

    /// <summary>Returns whether a live run was requested to stop. Null if the page cannot stop runs.</summary>
    /// <value>The default value is null.</value>
    /// <example><c>o.Stop = (id, reason) => registry.Find(id)?.Stop(reason) == true</c></example>
    public Func<RunId, string?, bool>? Stop { get; set; }

    /// <summary>The store whose runs are listed; null for the <see cref="IRunStore"/> of the services, if there is one.</summary>
    /// <value>The default value is null.</value>
    public IRunStore? Store { get; set; }

    /// <summary>The size in bytes up to which the executions of a stored run are read, all of them into memory. Of a larger run, the page shows only the state and the questions.</summary>
    /// <value>The default value is 64 MB.</value>
    public long MaxStoredRunBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The paths of event logs that are read and followed while the application runs.</summary>
    /// <value>The default value is empty.</value>
    public IList<string> Logs { get; } = [];

    /// <summary>The number of ended runs that are kept, of this process and of logs. The oldest are removed first.</summary>
    /// <value>The default value is 100.</value>
    public int MaxRecentRuns { get; set; } = 100;

    /// <summary>
    /// The number of runs without an end that are kept, of this process and of logs. Those that had no event for the longest time are removed first: the log of a process that was killed has no end of its last run.
    /// </summary>
    /// <value>The default value is 1,000.</value>
    public int MaxRunningRuns { get; set; } = 1_000;

    /// <summary>The number of its latest events that are kept of each run.</summary>
    /// <value>The default value is 5,000.</value>
    public int MaxEventsPerRun { get; set; } = 5_000;

    /// <summary>The number of characters of values that are kept of the latest events of each run, after redaction, with <see cref="IncludesValues"/>.</summary>
    /// <value>The default value is 4,000,000.</value>
    public int MaxValueLengthPerRun { get; set; } = 4_000_000;
}
