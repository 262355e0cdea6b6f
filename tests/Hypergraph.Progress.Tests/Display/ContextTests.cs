using System.Runtime.CompilerServices;
using Spectre.Console.Rendering;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>What draws neither sees nor keeps the context of the call that happens to start it.</summary>
public sealed class ContextTests
{
    private static readonly AsyncLocal<object?> Local = new();

    public static TheoryData<bool> Clocks => [true, false];

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Frames_See_nothing_of_the_callers_context(bool isSystemClock)
    {
        using var terminal = new TestTerminal();
        using var drawn = new SemaphoreSlim(0);
        object? seen = null;
        terminal.Console.Pipeline.Attach(new Hook(() =>
        {
            seen ??= Local.Value ?? "nothing";
            drawn.Release();
        }));
        using var processor = new RichProgressProcessor(new RichProgressOptions
        {
            Console = terminal.Console,
            Mode = ProgressMode.Live,
            TimeProvider = isSystemClock ? TimeProvider.System : new OwnClock(),
        });

        Local.Value = "of the caller";
        RunScript run = new EventScript(processor.OnEvent, TimeProvider.System).Run(Graph("g", Node("a")));
        await drawn.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("nothing", seen);
        Assert.Equal("of the caller", Local.Value);
        run.End();
        Local.Value = null;
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Processor_That_lives_Keeps_nothing_of_the_callers_context(bool isSystemClock)
    {
        using var terminal = new TestTerminal();
        using var processor = new RichProgressProcessor(new RichProgressOptions
        {
            Console = terminal.Console,
            Mode = ProgressMode.Live,
            TimeProvider = isSystemClock ? TimeProvider.System : new OwnClock(),
        });
        WeakReference value = StartRun(processor);
        GC.Collect();
        Assert.False(value.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference StartRun(RichProgressProcessor processor)
    {
        var value = new object();
        Local.Value = value;
        new EventScript(processor.OnEvent, TimeProvider.System).Run(Graph("g", Node("a")));
        Local.Value = null;
        return new WeakReference(value);
    }

    private sealed class OwnClock : TimeProvider;

    private sealed class Hook(Action written) : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
        {
            written();
            return renderables;
        }
    }
}
