using Hypergraph.Progress;

namespace Hypergraph.Terminal;

/// <summary>Scenes in which time passes only as they say, however fast the machine is.</summary>
internal sealed class TimedScenes(Gates gates)
{
    public StepClock Clock { get; } = new();

    /// <summary>The graph of a scene; null if there is no such scene.</summary>
    public Graph? GraphOf(string scene) => scene switch
    {
        "pace" => Map("pace", 200, ChangePace, null),
        "unit" => Map("unit", 30, AlternatePace, null),
        "folds" => Chain(),
        "labels" => Map("labels", 3, FailFirst, ItemLabel.Of<int>("item", item => $"f{item:000}.csv")),
        _ => null,
    };

    private static Graph Map(string name, int items, Action<int> work, ItemLabel? label)
    {
        var graph = new Graph("work", [Node.Create((int item) => Do(work, item), output: "result", name: "do")]);
        return new Graph(name,
        [
            Node.Create(() => Enumerable.Range(0, items).ToArray(), output: "item", name: "list"),
            graph.AsNode().WithItemLabel(label).MapOver(["item"], MapMode.Zip, ErrorHandling.Continue),
        ]);
    }

    private static int Do(Action<int> work, int item)
    {
        work(item);
        return item;
    }

    /// <summary>A hundred items of a second each, then items of ten seconds.</summary>
    private void ChangePace(int item)
    {
        if (item is 100 or 106)
        {
            gates.Wait("step");
        }

        Clock.Pass(item < 100 ? 1 : 10);
    }

    /// <summary>About one item a second, now a little more and now a little less; then far fewer.</summary>
    private void AlternatePace(int item)
    {
        if (item is (>= 1 and <= 8) or 29)
        {
            gates.Wait("step");
        }

        Clock.Pass(item >= 9 ? 5 : item % 2 == 0 ? 0.9 : 1.2);
    }

    private void FailFirst(int item)
    {
        Clock.Pass(1);
        if (item == 0)
        {
            throw new InvalidOperationException("no number");
        }

        gates.Wait("step");
    }

    /// <summary>Forty nodes one after another, all within a moment but for one second in the middle.</summary>
    private Graph Chain() => new("folds", [.. Enumerable.Range(0, 40).Select(Link)]);

    private FunctionNode Link(int number)
    {
        FunctionNode node = Node.Create(() => Pass(number), name: $"n{number:00}").Emit($"n{number:00}");
        return number == 0 ? node : node.WaitFor($"n{number - 1:00}");
    }

    private void Pass(int number)
    {
        switch (number)
        {
            case 0:
                Clock.Pass(0.3);
                gates.Wait("step");
                break;
            case 20:
                gates.Wait("step");
                Clock.Pass(0.9);
                break;
            case 21:
                gates.Wait("step");
                Clock.Pass(0.1);
                break;
            case 22:
                gates.Wait("step");
                break;
        }
    }
}
