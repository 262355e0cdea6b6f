using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Tests.Running;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Tests.Calling;

/// <summary>The behavior of calls for replies that a cluster sends rarely.</summary>
public sealed class CallTests : IAsyncDisposable
{
    private static readonly CallLimits Limits = new(new AvailabilityLimit(TimeSpan.FromMinutes(10)), TimeSpan.FromMinutes(10), MaxCoordinatorFailures: 3);

    private readonly LocalLink _link = LocalLinks.Create(new SiloGraphs());
    private readonly TaskCompletionSource _hasAll = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Stream_An_item_before_the_failed_one_never_ended_Throws_the_failure()
    {
        var coordinator = new ScriptedCoordinator
        {
            OnAdd = RecordLast,
            OnRead = async epoch =>
            {
                await _hasAll.Task;
                return Ended(epoch, isStopped: false, new LogEntry { Item = 1, Attempt = 1, Result = WireResult.Failed(new InvalidDataException("bad 1")) });
            },
        };
        var options = new MapStreamOptions();
        CallPlan plan = LocalLinks.CreatePlanner(_link).PlanStream<int>(TestGraphs.Failing(), new Dictionary<string, object?>(), "x", options);
        var call = new StreamCall<int>(plan, options, Numbers(), "x", _ => ValueTask.FromResult<IRunCoordinator>(coordinator), Limits, TimeSpan.FromSeconds(5));

        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(async () =>
        {
            await foreach (RunResult result in call.RunAsync(CancellationToken.None))
            {
                Assert.Fail($"No item has a result, but there is {result}.");
            }
        });

        Assert.Equal("bad 1", thrown.Message);

        static async IAsyncEnumerable<int> Numbers()
        {
            await Task.Yield();
            yield return 0;
            yield return 1;
        }
    }

    [Fact]
    public async Task All_submitted_A_coordinator_without_the_run_refuses_items_Waits_until_another_has_them()
    {
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MapCall? call = null;
        bool? wasSubmitted = null;
        var coordinator = new ScriptedCoordinator
        {
            OnAdd = (epoch, isLast) =>
            {
                if (epoch == 1)
                {
                    refused.TrySetResult();
                    return false;
                }

                return RecordLast(epoch, isLast);
            },
            OnStart = epoch => wasSubmitted = epoch == 1 ? null : call!.AllSubmitted.IsCompleted,
            OnRead = async epoch =>
            {
                await (epoch == 1 ? refused.Task : _hasAll.Task);
                return epoch == 1 ? new ReadReply { Epoch = 0 } : Ended(epoch, isStopped: false, ResultOf(0), ResultOf(1));
            },
        };
        call = CreateMap(coordinator, isAttached: false);

        MapResult result = await call.RunAsync(CancellationToken.None);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.False(wasSubmitted);
        Assert.True(call.AllSubmitted.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Attached_map_Results_of_a_failed_coordinator_are_missing_Throws_instead_of_returning_a_part()
    {
        MapCall call = CreateMap(EndsWithOneOfTwo(isStopped: false), isAttached: true);

        RunNotFoundException thrown = await Assert.ThrowsAsync<RunNotFoundException>(() => call.RunAsync(CancellationToken.None));

        Assert.Contains("only 1 of 2 results are available here", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attached_map_Another_caller_stopped_it_Is_stopped()
    {
        MapResult result = await CreateMap(EndsWithOneOfTwo(isStopped: true), isAttached: true).RunAsync(CancellationToken.None);

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal([1], result.NotStarted);
    }

    [Fact]
    public async Task Attached_map_Its_caller_restarts_the_run_Continues_with_it_and_stops_it_again()
    {
        var answers = new Queue<ReadReply>(
        [
            new ReadReply { Epoch = 0 }, new ReadReply { Epoch = 0 }, new ReadReply { Epoch = 2 }, Ended(epoch: 2, isStopped: true, ResultOf(0)),
        ]);
        var coordinator = new ScriptedCoordinator { OnRead = _ => Task.FromResult(answers.Dequeue()) };
        MapCall call = CreateMap(coordinator, isAttached: true);
        call.Stop("enough");

        MapResult result = await call.RunAsync(CancellationToken.None);

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(2, coordinator.Stops);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.001)]
    [InlineData(0.5)]
    [InlineData(50 * 86_400.0)]
    public void UnavailableTimeout_Outside_its_range_Is_refused(double seconds)
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => new OrleansRunner(_ => { }) { UnavailableTimeout = TimeSpan.FromSeconds(seconds) });

        Assert.StartsWith("UnavailableTimeout is at least 1 s and at most 24 days.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, 60)]
    [InlineData(90, 180)]
    public async Task UnavailableTimeout_That_is_not_set_Follows_the_time_to_detect_failed_silos(int detectionTime, int expected)
    {
        var availability = new AvailabilityLimit();
        var coordinator = new ScriptedCoordinator
        {
            DetectionTime = TimeSpan.FromSeconds(detectionTime),
            OnRead = epoch => Task.FromResult(Ended(epoch, isStopped: false, ResultOf(0), ResultOf(1))),
        };

        await CreateMap(coordinator, isAttached: false, Limits with { Availability = availability }).RunAsync(CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(expected), availability.Value);
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static ScriptedCoordinator EndsWithOneOfTwo(bool isStopped) => new() { OnRead = epoch => Task.FromResult(Ended(epoch, isStopped, ResultOf(0))) };

    private static ReadReply Ended(int epoch, bool isStopped, params LogEntry[] entries) =>
        new() { Epoch = epoch, From = 0, Entries = entries, IsEnded = true, IsStopped = isStopped };

    private static LogEntry ResultOf(long item) => new() { Item = item, Attempt = 1, Result = new WireResult { Status = RunStatus.Completed } };

    private bool RecordLast(int epoch, bool isLast)
    {
        if (isLast)
        {
            _hasAll.TrySetResult();
        }

        return true;
    }

    private MapCall CreateMap(ScriptedCoordinator coordinator, bool isAttached, CallLimits? limits = null)
    {
        (CallPlan plan, IReadOnlyList<IReadOnlyDictionary<string, object?>> items) = LocalLinks.CreatePlanner(_link).PlanMap(
            TestGraphs.Chain(), new Dictionary<string, object?> { ["x"] = new[] { 1, 2 } }, "x", new MapOptions(), hasHandle: false);
        return new MapCall(plan, isAttached ? null : items, _ => ValueTask.FromResult<IRunCoordinator>(coordinator), limits ?? Limits, TimeSpan.FromSeconds(5));
    }
}
