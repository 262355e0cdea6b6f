using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

/// <summary>
/// What <see cref="SyncRunner"/> waits for never needs the thread that it blocks. The context and the scheduler here run what comes
/// back to them, and count it: on a thread that was blocked it would never run.
/// </summary>
public sealed class SynchronousContextTests
{
    private static readonly Around Awaiting = new(async (_, token, next) =>
    {
        await Task.Yield();
        NodeOutputs outputs = await next(token);
        await Task.Yield();
        return outputs;
    });

    private static readonly Graph Chain = new(
    [
        Node.Create((int x) => x + 1, output: "y", name: "first").WithInterceptors(new ByDefault(), Awaiting),
        new Graph("inner", [Node.Create((int y) => y * 2, output: "z").WithInterceptors(Awaiting, new ByDefault())]).AsNode(),
    ]);

    [Fact]
    public void Run_Interceptors_that_await_Do_not_come_back_to_the_context()
    {
        var context = new CountingContext();

        RunResult result = context.Call(() => new SyncRunner { Interceptors = [new ByDefault(), Awaiting] }.Run(Chain, ("x", 1)));

        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public void Map_Interceptors_that_await_Do_not_come_back_to_the_context()
    {
        var context = new CountingContext();

        MapResult result = context.Call(() => new SyncRunner { Interceptors = [new ByDefault()] }.Map(Chain, new { x = new[] { 1, 2 } }, "x"));

        Assert.Equal([4, 6], result.Get<int>("z"));
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task Run_Interceptors_that_await_Do_not_come_back_to_the_scheduler()
    {
        var scheduler = new CountingScheduler();

        RunResult result = await Task.Factory.StartNew(
            () => new SyncRunner { Interceptors = [new ByDefault()] }.Run(Chain, ("x", 1)), CancellationToken.None, TaskCreationOptions.None, scheduler);

        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal(1, scheduler.Tasks);
    }

    [Fact]
    public void Run_A_failure_behind_interceptors_Is_the_nodes_own_and_the_context_stays()
    {
        var context = new CountingContext();
        Graph failing = new([Node.Create(int (int x) => throw new FormatException("no"), output: "y").WithInterceptors(new ByDefault())]);

        context.Call(() =>
        {
            Assert.Equal("no", Assert.Throws<FormatException>(() => new SyncRunner().Run(failing, ("x", 1))).Message);
            Assert.Same(context, SynchronizationContext.Current);
            return 0;
        });

        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public void OnEvent_Of_an_asynchronous_processor_Does_not_come_back_to_the_context()
    {
        var context = new CountingContext();
        var processor = new AwaitingProcessor();
        var recorder = new EventRecorder(wantsValues: false);
        new SyncRunner(recorder).Run(Samples.Chain, ("x", 1));

        context.Call(() =>
        {
            foreach (Event e in recorder.Events)
            {
                processor.OnEvent(e);
            }

            processor.Shutdown();
            return 0;
        });

        Assert.Equal(recorder.Events.Count + 1, processor.Calls);
        Assert.Equal(0, context.Posts);
    }

    /// <summary>An interceptor with an asynchronous side only.</summary>
    private sealed class ByDefault : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            await Task.Yield();
            NodeOutputs outputs = await call.InvokeAsync(cancellationToken);
            await Task.Yield();
            return outputs;
        }
    }

    private sealed class AwaitingProcessor : AsyncEventProcessor
    {
        public int Calls { get; private set; }

        public override async ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Calls++;
        }

        public override async ValueTask ShutdownAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            Calls++;
        }
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }

        public T Call<T>(Func<T> call)
        {
            SynchronizationContext? before = Current;
            SetSynchronizationContext(this);
            try
            {
                return call();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }

    private sealed class CountingScheduler : TaskScheduler
    {
        private int _tasks;

        public int Tasks => _tasks;

        protected override void QueueTask(Task task)
        {
            Interlocked.Increment(ref _tasks);
            ThreadPool.QueueUserWorkItem(_ => TryExecuteTask(task));
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
