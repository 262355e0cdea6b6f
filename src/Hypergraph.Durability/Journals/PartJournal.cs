using System.Globalization;
using Hypergraph.Hosting;

namespace Hypergraph.Durability.Journals;

/// <summary>
/// The journal of a part of a call that another process holds: it writes in the epoch of that call's lease, so that its writes are refused once another call holds the run. All parts of one call in a process
/// share a writer.
/// </summary>
internal sealed class PartJournal : StoreJournal
{
    private readonly SharedWriter _writer;

    private PartJournal(IRunStore store, StoredCall call, Dictionary<string, RunRecord> records, SharedWriter writer, string prefix)
        : base(store, call, records, writer.Writer, prefix) => _writer = writer;

    /// <inheritdoc cref="IRunJournalSource.JoinAsync"/>
    /// <exception cref="LeaseLostException">The call no longer holds the run.</exception>
    public static async ValueTask<RunJournal> JoinAsync(IRunStore store, JournalPart part, CancellationToken cancellationToken)
    {
        PartTicket ticket = PartTicket.Parse(part.Ticket);
        SharedWriter writer = SharedWriters.Of(store).Use(store, part.WorkflowId, ticket.Epoch);
        try
        {
            await writer.CheckAsync(cancellationToken).ConfigureAwait(false);
            string prefix = PrefixOf(part.Item);
            Dictionary<string, RunRecord> records = part.IsRepeated
                ? await ReadAsync(store, part.WorkflowId, prefix, writer, cancellationToken).ConfigureAwait(false)
                : ticket.Records.ToDictionary(record => record.Key, StringComparer.Ordinal);
            return new PartJournal(store, new StoredCall(part.WorkflowId, part.Inputs, IsResumed: false), records, writer, prefix);
        }
        catch
        {
            await writer.ReleaseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stores what waits. The part is reported as ended only after that, because the call then may end.</summary>
    public override async ValueTask EndAsync(RunStatus status, Exception? error)
    {
        try
        {
            await _writer.Writer.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            await _writer.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The start of the keys of a part; empty for a whole run.</summary>
    private static string PrefixOf(int? item) => item is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"[{item}]/");

    /// <summary>Reads what another process, or an earlier attempt in this one, has stored of the part.</summary>
    private static async ValueTask<Dictionary<string, RunRecord>> ReadAsync(IRunStore store, string id, string prefix, SharedWriter writer, CancellationToken cancellationToken)
    {
        await writer.Writer.FlushAsync().ConfigureAwait(false);
        Dictionary<string, RunRecord> all = await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        return all.Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
    }
}
