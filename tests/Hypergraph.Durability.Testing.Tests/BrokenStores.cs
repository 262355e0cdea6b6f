using System.Runtime.CompilerServices;

namespace Hypergraph.Durability.Testing.Tests;

/// <summary>The mistakes that authors of stores could make.</summary>
internal static class BrokenStores
{
    public static Dictionary<string, Func<IRunStore>> All { get; } = new()
    {
        ["adds a known id again"] = () => new AddsAgain(),
        ["forgets the version of the graph"] = () => new ForgetsVersion(),
        ["writes for an old epoch"] = () => new WritesForOldEpoch(),
        ["writes values for an old epoch"] = () => new WritesValuesForOldEpoch(),
        ["acquires whatever the renewals are"] = () => new IgnoresRenewals(),
        ["lets several acquire at once"] = () => new ChecksBeforeAcquiring(),
        ["replaces records of the same key"] = () => new ReplacesRecords(),
        ["writes records before the status, not at once"] = () => new WritesInParts(),
        ["lists answered questions"] = () => new ListsAnsweredQuestions(),
        ["lists runs by id"] = () => new ListsById(),
        ["ignores the limit"] = () => new IgnoresLimit(),
        ["keeps the records of a deleted run"] = () => new KeepsDeletedRecords(),
        ["shares values between runs"] = () => new SharesValues(),
        ["returns memory that it uses again"] = () => new ReusesMemory(),
        ["can be used after disposal"] = () => new IgnoresDisposal(),
        ["ignores cancellation"] = () => new IgnoresCancellation(),
        ["reads at most 1,000 records"] = () => new ReadsTooFew(),
        ["never changes the error"] = () => new KeepsError(),
        ["refuses every write"] = () => new RefusesWrites(),
        ["acquires nothing"] = () => new AcquiresNothing(),
        ["acquires no run without an owner"] = () => new AcquiresOwnedOnly(),
        ["reads pages of whatever run has the id"] = () => new ReadsPagesById(),
        ["ends a list at a deleted run"] = () => new EndsListAtDeletion(),
        ["counts characters as bytes"] = () => new CountsCharacters(),
    };

    private static async IAsyncEnumerable<T> Iterate<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private sealed class AddsAgain : BrokenStore
    {
        public override async ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken)
        {
            if (await Inner.FindAsync(run.Id, cancellationToken) is { } known)
            {
                await Inner.TryDeleteAsync(run.Id, known.Lease, cancellationToken);
            }

            return await Inner.TryAddAsync(run, write, cancellationToken);
        }
    }

    private sealed class ForgetsVersion : BrokenStore
    {
        public override ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken) =>
            Inner.TryAddAsync(run with { GraphVersion = null }, write, cancellationToken);
    }

    private sealed class WritesForOldEpoch : BrokenStore
    {
        public override async ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
            await Inner.FindAsync(id, cancellationToken) is { } run && await Inner.TryAppendAsync(id, run.Lease.Epoch, write, cancellationToken);
    }

    private sealed class WritesValuesForOldEpoch : BrokenStore
    {
        public override async ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
        {
            if (await Inner.FindAsync(id, cancellationToken) is { } run)
            {
                await Inner.TryAppendAsync(id, run.Lease.Epoch, new RunWrite { Values = write.Values }, cancellationToken);
            }

            return await Inner.TryAppendAsync(id, epoch, write, cancellationToken);
        }
    }

    private sealed class IgnoresRenewals : BrokenStore
    {
        public override async ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) =>
            await Inner.FindAsync(id, cancellationToken) is { } run
                ? await Inner.TryAcquireAsync(id, observed with { Renewals = run.Lease.Renewals }, owner, cancellationToken)
                : null;
    }

    private sealed class ChecksBeforeAcquiring : BrokenStore
    {
        public override async ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken)
        {
            if (await Inner.FindAsync(id, cancellationToken) is not { } run || run.Lease != observed)
            {
                return null;
            }

            await Task.Yield();
            await Inner.FindAsync(id, cancellationToken);
            return await Inner.FindAsync(id, cancellationToken) is { } later && await Inner.TryAcquireAsync(id, later.Lease, owner, cancellationToken) is { } epoch ? epoch : null;
        }
    }

    private sealed class ReplacesRecords : BrokenStore
    {
        public override async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            RunRecord[] records = await Inner.ReadAsync(id, cancellationToken).ToArrayAsync(cancellationToken);
            foreach (RunRecord record in records.GroupBy(record => record.Key).Select(group => group.Last()))
            {
                yield return record;
            }
        }
    }

    private sealed class WritesInParts : BrokenStore
    {
        public override async ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
        {
            bool isWritten = await Inner.TryAppendAsync(id, epoch, write with { Records = [] }, cancellationToken);
            foreach (RunRecord record in write.Records)
            {
                await Task.Yield();
                isWritten &= await Inner.TryAppendAsync(id, epoch, new RunWrite { Records = [record] }, cancellationToken);
            }

            return isWritten;
        }
    }

    private sealed class ListsAnsweredQuestions : BrokenStore
    {
        public override async IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (StoredRun run in Inner.ListAsync(new RunQuery { Statuses = [RunStatus.Paused] }, cancellationToken))
            {
                await foreach (RunRecord record in Inner.ReadAsync(run.Id, cancellationToken))
                {
                    if (record.Kind == RunRecordKind.Question)
                    {
                        yield return (run.Id, record);
                    }
                }
            }
        }
    }

    private sealed class ListsById : BrokenStore
    {
        public override async IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (StoredRun run in (await Inner.ListAsync(query, cancellationToken).ToArrayAsync(cancellationToken)).OrderBy(run => run.Id, StringComparer.Ordinal))
            {
                yield return run;
            }
        }
    }

    private sealed class IgnoresLimit : BrokenStore
    {
        public override IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken) => Inner.ListAsync(query with { Limit = null }, cancellationToken);
    }

    private sealed class KeepsDeletedRecords : BrokenStore
    {
        private readonly Dictionary<string, RunRecord[]> _deleted = [];

        public override async ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken)
        {
            RunRecord[] records = await Inner.ReadAsync(id, cancellationToken).ToArrayAsync(cancellationToken);
            bool isDeleted = await Inner.TryDeleteAsync(id, observed, cancellationToken);
            if (isDeleted)
            {
                _deleted[id] = records;
            }

            return isDeleted;
        }

        public override async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (RunRecord record in (_deleted.GetValueOrDefault(id) ?? []).Concat(await Inner.ReadAsync(id, cancellationToken).ToArrayAsync(cancellationToken)))
            {
                yield return record;
            }
        }
    }

    private sealed class SharesValues : BrokenStore
    {
        public override async ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken)
        {
            await foreach (StoredRun run in Inner.ListAsync(new RunQuery(), cancellationToken))
            {
                if (await Inner.FindValueAsync(run.Id, hash, cancellationToken) is { } value)
                {
                    return value;
                }
            }

            return null;
        }
    }

    private sealed class ReusesMemory : BrokenStore
    {
        private readonly byte[] _buffer = new byte[16 * 1024 * 1024];

        public override async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (RunRecord record in Inner.ReadAsync(id, cancellationToken))
            {
                record.Payload.CopyTo(_buffer);
                yield return record with { Payload = _buffer.AsMemory(0, record.Payload.Length) };
            }
        }
    }

    private sealed class IgnoresDisposal : BrokenStore
    {
        protected override bool EndsWithDisposal => false;
    }

    private sealed class IgnoresCancellation : BrokenStore
    {
        public override ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) => Inner.TryRenewAsync(id, epoch, CancellationToken.None);

        public override IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken) => Iterate(Inner.ReadAsync(id, CancellationToken.None).ToBlockingEnumerable(CancellationToken.None), CancellationToken.None);
    }

    private sealed class ReadsTooFew : BrokenStore
    {
        public override IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken) => Inner.ReadAsync(id, cancellationToken).Take(1000);
    }

    private sealed class KeepsError : BrokenStore
    {
        public override async ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
        {
            string? error = (await Inner.FindAsync(id, cancellationToken))?.Error;
            return await Inner.TryAppendAsync(id, epoch, write with { StatusChange = write.StatusChange is { } change ? change with { Error = error } : null }, cancellationToken);
        }
    }

    private sealed class RefusesWrites : BrokenStore
    {
        public override ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false);
        }
    }

    private sealed class AcquiresNothing : BrokenStore
    {
        public override ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new((long?)null);
        }
    }

    private sealed class AcquiresOwnedOnly : BrokenStore
    {
        public override ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) =>
            observed is { Owner: null, Epoch: 1, Renewals: 0 } ? new((long?)null) : Inner.TryAcquireAsync(id, observed, owner, cancellationToken);
    }

    private sealed class ReadsPagesById : BrokenStore
    {
        public override async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            const int Size = 100;
            int position = 0;
            RunRecord[] page;
            do
            {
                page = await Inner.ReadAsync(id, cancellationToken).Skip(position).Take(Size).ToArrayAsync(cancellationToken);
                position += page.Length;
                foreach (RunRecord record in page)
                {
                    yield return record;
                }
            }
            while (page.Length > 0);
        }
    }

    private sealed class EndsListAtDeletion : BrokenStore
    {
        public override async IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (StoredRun run in Inner.ListAsync(query, cancellationToken))
            {
                if (await Inner.FindAsync(run.Id, cancellationToken) is null)
                {
                    yield break;
                }

                yield return run;
            }
        }
    }

    private sealed class CountsCharacters : BrokenStore
    {
        public override async ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => await Inner.FindAsync(id, cancellationToken) is { } run
            ? run.GraphShape.Length + run.Inputs.Length + (await Inner.ReadAsync(id, cancellationToken).ToArrayAsync(cancellationToken)).Sum(record => record.Key.Length + record.Payload.Length)
            : null;
    }
}
