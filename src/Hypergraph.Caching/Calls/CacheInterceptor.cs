using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching;

/// <summary>Asks a cache before a node's function.</summary>
internal sealed class CacheInterceptor : NodeInterceptor
{
    /// <summary>Failures of calls that look like failures to read an entry. Those who wait for such a call have the same exception.</summary>
    private static readonly ConditionalWeakTable<JsonException, object> CallFailures = [];

    private readonly HybridCache _cache;
    private readonly CacheOptions _options;
    private readonly KeyWriter _keys;
    private readonly OutputFormat _format;
    private readonly HybridCacheEntryOptions _memoryOnlyOptions;

    /// <exception cref="GraphConfigurationException">Nothing stands for the node's function in keys.</exception>
    public CacheInterceptor(CallableNode node, HybridCache cache, CacheOptions options)
    {
        _cache = cache;
        _options = options;
        _keys = new KeyWriter(node, options);
        _format = new OutputFormat(node, options.Json);
        _memoryOnlyOptions = new HybridCacheEntryOptions
        {
            Flags = (options.Entry?.Flags ?? HybridCacheEntryFlags.None) | HybridCacheEntryFlags.DisableUnderlyingData | HybridCacheEntryFlags.DisableDistributedCache,
        };
    }

    public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
    {
        string key = _keys.KeyOf(call);
        for (bool isRepeated = false; ; isRepeated = true)
        {
            CacheLookup fetch = await FetchAsync(key, call, cancellationToken).ConfigureAwait(false);
            if (fetch.Result(_format) is { } outputs)
            {
                return outputs;
            }

            if (isRepeated || (fetch.Found is null && !fetch.IsUnreadable))
            {
                return await call.InvokeAsync(cancellationToken).ConfigureAwait(false);
            }

            fetch.ReportUnreadable();
            await _cache.RemoveAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public override NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
    {
        string key = _keys.KeyOf(call);
        for (bool isRepeated = false; ; isRepeated = true)
        {
            CacheLookup fetch = FetchBlocking(key, call, cancellationToken);
            if (fetch.Result(_format) is { } outputs)
            {
                return outputs;
            }

            if (isRepeated || (fetch.Found is null && !fetch.IsUnreadable))
            {
                return call.Invoke(cancellationToken);
            }

            fetch.ReportUnreadable();
            _cache.RemoveAsync(key, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
    }

    private async ValueTask<CacheLookup> FetchAsync(string key, NodeCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fetch = new CacheLookup(this, key, call, cancellationToken);
            Task<CachedOutputs?> pending = GetOrCallAsync(key, fetch, static (f, _) => f.CallAsync()).AsTask();
            try
            {
                fetch.Found = await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
                return fetch;
            }
            catch (NotCacheableException) when (fetch.HasStartedCall)
            {
                return fetch;
            }
            catch (NotCacheableException)
            {
                // It waited for a call of another run, which was stopped there.
            }
            catch (JsonException exception) when (fetch.CouldNotRead(exception))
            {
                return fetch;
            }
            catch (OperationCanceledException) when (fetch.HasStartedCall && !pending.IsCompleted)
            {
                // The call is this one's own, and ends when its function heeds the token.
                return await WaitForOwnCallAsync(fetch, pending).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!fetch.HasStartedCall && !cancellationToken.IsCancellationRequested)
            {
                // It waited for a call of another run, which was cancelled there.
            }
        }
    }

    /// <summary>Waits for a call of this run, which may end because the run was stopped.</summary>
    private static async ValueTask<CacheLookup> WaitForOwnCallAsync(CacheLookup fetch, Task<CachedOutputs?> pending)
    {
        try
        {
            fetch.Found = await pending.ConfigureAwait(false);
        }
        catch (NotCacheableException)
        {
            // The outputs are the fetch's own.
        }

        return fetch;
    }

    private CacheLookup FetchBlocking(string key, NodeCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fetch = new CacheLookup(this, key, call, cancellationToken);
            try
            {
                ValueTask<CachedOutputs?> pending = GetOrCallAsync(key, fetch, static (f, _) => new ValueTask<CachedOutputs?>(f.Call()));
                fetch.Found = pending.IsCompletedSuccessfully ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
                return fetch;
            }
            catch (OperationCanceledException) when (!fetch.HasStartedCall && !cancellationToken.IsCancellationRequested)
            {
                // As above.
            }
            catch (NotCacheableException)
            {
                // It waited for a call of another run, which was stopped there.
            }
            catch (JsonException exception) when (fetch.CouldNotRead(exception))
            {
                return fetch;
            }
        }
    }

    /// <summary>
    /// Asks the cache, without a token: with one it would send the call to another thread, and let it go on for others when
    /// this run is cancelled. A run takes its calls with it.
    /// </summary>
    private ValueTask<CachedOutputs?> GetOrCallAsync(string key, CacheLookup fetch, Func<CacheLookup, CancellationToken, ValueTask<CachedOutputs?>> call) =>
        _cache.GetOrCreateAsync(key, fetch, call, _options.Entry, _options.Tags, CancellationToken.None);

    /// <summary>
    /// What is in memory by now: the cache looks there before it finds out whether somebody calls already, and in between
    /// that call may have ended.
    /// </summary>
    private ValueTask<CachedOutputs?> ReadMemoryAsync(string key) => _cache.GetOrCreateAsync(
        key, default(object), static (_, _) => ValueTask.FromResult<CachedOutputs?>(null), _memoryOnlyOptions, cancellationToken: CancellationToken.None);

    /// <summary>A question to the cache: the call that answers it if nothing else does.</summary>
    private sealed class CacheLookup(CacheInterceptor owner, string key, NodeCall call, CancellationToken cancellationToken)
    {
        /// <summary>Whether the cache had nothing, and nobody to wait for.</summary>
        public bool HasStartedCall { get; private set; }

        /// <summary>What the cache returned: null if it has nothing and is configured not to call.</summary>
        public CachedOutputs? Found { get; set; }

        /// <summary>Whether the cache had an entry that is not JSON.</summary>
        public bool IsUnreadable { get; private set; }

        /// <summary>What the call gave.</summary>
        private NodeOutputs? Outputs { get; set; }

        /// <summary>The outputs of the node; null if the cache has nothing that can be read.</summary>
        public NodeOutputs? Result(OutputFormat format) =>
            Outputs ?? (Found?.TryRead(format) is { } values && call.Node.Outputs.All(output => values.ContainsKey(output.Name)) ? NodeOutputs.FromCache(values, key) : null);

        /// <summary>Whether the cache's serializer threw this, and not a call of this run or another one; sets <see cref="IsUnreadable"/>.</summary>
        public bool CouldNotRead(JsonException exception) =>
            IsUnreadable = !HasStartedCall && !CallFailures.TryGetValue(exception, out _);

        public void ReportUnreadable()
        {
            if (Found is not { IsNotStored: true })
            {
                owner._format.ReportUnreadable(call.Logger);
            }
        }

        public async ValueTask<CachedOutputs?> CallAsync()
        {
            if (await owner.ReadMemoryAsync(key).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            BeginCall();
            try
            {
                Outputs = await call.InvokeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException exception)
            {
                CallFailures.AddOrUpdate(exception, CallFailures);
                throw;
            }

            if (Outputs.IsStopped)
            {
                // The cache keeps whatever is returned.
                throw new NotCacheableException();
            }

            return new CachedOutputs(Outputs.Values, owner._format, call.Logger);
        }

        public CachedOutputs Call()
        {
            ValueTask<CachedOutputs?> again = owner.ReadMemoryAsync(key);
            if ((again.IsCompletedSuccessfully ? again.Result : again.AsTask().GetAwaiter().GetResult()) is { } found)
            {
                return found;
            }

            BeginCall();
            try
            {
                Outputs = call.Invoke(cancellationToken);
            }
            catch (JsonException exception)
            {
                CallFailures.AddOrUpdate(exception, CallFailures);
                throw;
            }

            return new CachedOutputs(Outputs.Values, owner._format, call.Logger);
        }

        private void BeginCall()
        {
            cancellationToken.ThrowIfCancellationRequested();
            HasStartedCall = true;
        }
    }

    /// <summary>The outputs of a call are not to be kept.</summary>
    [SuppressMessage("Design", "CA1064", Justification = "It is thrown and caught here, through the cache.")]
    private sealed class NotCacheableException : Exception;
}
