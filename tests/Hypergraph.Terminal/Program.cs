using Hypergraph;
using Hypergraph.Progress;
using Hypergraph.Terminal;

// Plays a scene in a terminal, for the tests that look at one: SCENE FOLDER. A scene stands still where it needs the
// test to look or to press keys, until that opens the gate, a named pipe in the folder.
if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("Usage: Hypergraph.Terminal SCENE FOLDER");
    return 2;
}

var gates = new Gates(args[1]);
var setClock = new SetClock();
var timed = new TimedScenes(gates);
Graph? timedGraph = timed.GraphOf(args[0]);
TimeProvider clock = timedGraph is null ? setClock : timed.Clock;
var scene = new Scene(gates, Console.Out, setClock);
using var processor = new RichProgressProcessor(new RichProgressOptions { TimeProvider = clock });
var runner = new AsyncRunner { EventProcessors = [processor, .. Scene.OtherProcessors(args[0])], TimeProvider = clock };
using var stop = new CancellationTokenSource();
scene.Prepare(args[0], stop);
try
{
    var options = new RunOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = timedGraph is not null || Scene.IsInOrder(args[0]) ? 1 : null };
    await runner.RunAsync(timedGraph ?? scene.GraphOf(args[0], processor), new { }, options, stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("stopped in order");
    return 3;
}
