using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hypergraph.Caching.Keys;
using Hypergraph.Caching.Outputs;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Calls;

/// <summary>Returns a node's outputs from a cache, and calls its function only if the cache has none.</summary>
internal sealed class CacheInterceptor : NodeInterceptor
{
    /// <summary>Failures of calls with the exception type of an unreadable entry. Lookups that wait for such a call receive the same exception.</summary>
    private static readonly ConditionalWeakTable<JsonException, object> CallFailures = [];

    private readonly HybridCache _cache;
    private readonly CacheOptions _options;
    private readonly KeyHasher _keys;
    private readonly OutputFormat _format;
    private readonly HybridCacheEntryOptions _memoryOnlyOptions;

    /// <exception cref="GraphConfigurationException">Nothing identifies the node's function in the key.</exception>
    public CacheInterceptor(CallableNode node, HybridCache cache, CacheOptions options)
    {
        _cache = cache;
        _options = options;
        _keys = new KeyHasher(node, options);
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
                // The lookup waited for a call of another run, and that run was stopped.
            }
            catch (JsonException exception) when (fetch.CouldNotRead(exception))
            {
                return fetch;
            }
            catch (OperationCanceledException) when (fetch.HasStartedCall && !pending.IsCompleted)
            {
                // The call belongs to this lookup, and ends when its function observes the token.
                return await WaitForOwnCallAsync(fetch, pending).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!fetch.HasStartedCall && !cancellationToken.IsCancellationRequested)
            {
                // The lookup waited for a call of another run, and that run was canceled.
            }
        }
    }

    /// <summary>Waits for a call of this run, which ends without outputs to cache if the run is stopped.</summary>
    private static async ValueTask<CacheLookup> WaitForOwnCallAsync(CacheLookup fetch, Task<CachedOutputs?> pending)
    {
        try
        {
            fetch.Found = await pending.ConfigureAwait(false);
        }
        catch (NotCacheableException)
        {
            // The lookup has the outputs.
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
                // The lookup waited for a call of another run, and that run was canceled.
            }
            catch (NotCacheableException)
            {
                // The lookup waited for a call of another run, and that run was stopped.
            }
            catch (JsonException exception) when (fetch.CouldNotRead(exception))
            {
                return fetch;
            }
        }
    }

    /// <summary>
    /// Reads the cache without a token. With one, the cache would run the call on another thread and continue it for other
    /// callers after this run is canceled. The calls of a run end with the run.
    /// </summary>
    private ValueTask<CachedOutputs?> GetOrCallAsync(string key, CacheLookup fetch, Func<CacheLookup, CancellationToken, ValueTask<CachedOutputs?>> call) =>
        _cache.GetOrCreateAsync(key, fetch, call, _options.Entry, _options.Tags, CancellationToken.None);

    /// <summary>
    /// Reads the memory again. The cache reads its memory before it checks whether a call is in flight; that call may end in
    /// between.
    /// </summary>
    private ValueTask<CachedOutputs?> ReadMemoryAsync(string key) => _cache.GetOrCreateAsync(
        key, default(object), static (_, _) => ValueTask.FromResult<CachedOutputs?>(null), _memoryOnlyOptions, cancellationToken: CancellationToken.None);

    /// <summary>A lookup in the cache, with the call that produces the outputs if the cache has none.</summary>
    private sealed class CacheLookup(CacheInterceptor owner, string key, NodeCall call, CancellationToken cancellationToken)
    {
        /// <summary>Whether the cache had no outputs, and no call in flight to wait for.</summary>
        public bool HasStartedCall { get; private set; }

        /// <summary>The outputs that the cache returned; null if it has none and is configured not to call.</summary>
        public CachedOutputs? Found { get; set; }

        /// <summary>Whether the cache had an entry that is not JSON.</summary>
        public bool IsUnreadable { get; private set; }

        /// <summary>The outputs of the call.</summary>
        private NodeOutputs? Outputs { get; set; }

        /// <summary>Returns the outputs of the node; null if the cache has none that can be read.</summary>
        public NodeOutputs? Result(OutputFormat format) =>
            Outputs ?? (Found?.TryRead(format) is { } values && call.Node.Outputs.All(output => values.ContainsKey(output.Name)) ? NodeOutputs.FromCache(values, key) : null);

        /// <summary>Whether the cache's serializer threw the exception, and not a call of this run or another one; sets <see cref="IsUnreadable"/>.</summary>
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
                // The cache stores everything that is returned.
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

    /// <summary>The outputs of a call must not be cached.</summary>
    [SuppressMessage("Design", "CA1064", Justification = "It is thrown and caught here, through the cache.")]
    private sealed class NotCacheableException : Exception;
}
