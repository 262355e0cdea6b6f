using Hypergraph.Progress.Display;
using Hypergraph.Progress.Model;
using Microsoft.Extensions.Time.Testing;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class LeavingTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ProgressModel _model;
    private readonly GatedDisplay _display;

    public LeavingTests()
    {
        _model = new ProgressModel(new ProgressModelOptions { TimeProvider = _clock });
        _display = new GatedDisplay(_model, new RichProgressOptions { TimeProvider = _clock });
        new EventScript(_model.Apply, _clock).Run(Graph("g", Node("a")));
        _display.RunStarted();
    }

    public void Dispose() => _display.Dispose();

    [Fact]
    public async Task Process_That_ends_while_a_frame_is_stuck_Does_not_wait_for_it_forever()
    {
        Task frame = Task.Run(() => _clock.Advance(TimeSpan.FromMilliseconds(100)), TestContext.Current.CancellationToken);
        _display.Begun.Wait(TestContext.Current.CancellationToken);

        _display.Leave();
        Assert.Equal(["begun"], _display.Steps);

        _display.Gate.Set();
        await frame;
    }

    [Fact]
    public async Task Process_That_ends_while_a_frame_is_drawn_Leaves_the_screen_after_it()
    {
        Task frame = Task.Run(() => _clock.Advance(TimeSpan.FromMilliseconds(100)), TestContext.Current.CancellationToken);
        _display.Begun.Wait(TestContext.Current.CancellationToken);

        Task leaving = Task.Run(_display.Leave, TestContext.Current.CancellationToken);
        _display.Gate.Set();
        await Task.WhenAll(frame, leaving);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["begun", "drawn", "left"], _display.Steps);
    }

    /// <summary>A display whose frames end when a gate is open.</summary>
    private sealed class GatedDisplay(ProgressModel model, RichProgressOptions options) : ProgressDisplay(model, options)
    {
        public SemaphoreSlim Begun { get; } = new(0);

        public ManualResetEventSlim Gate { get; } = new();

        public List<string> Steps { get; } = [];

        public void Leave() => OnProcessLeaving(ExitKind.Certain);

        protected override void Update() => Steps.Add("begun");

        protected override void Draw()
        {
            Begun.Release();
            Gate.Wait();
            Steps.Add("drawn");
        }

        protected override void WriteEnded(IReadOnlyList<EndedRun> ended)
        {
        }

        protected override void Finish(IReadOnlyList<EndedRun> ended)
        {
        }

        protected override void Detach()
        {
        }

        protected override void PrepareForExit(ExitKind exitKind) => Steps.Add("left");
    }
}
