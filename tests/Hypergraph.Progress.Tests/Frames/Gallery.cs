using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Tests;

/// <summary>Runs in which every state and everything that a row can say stands once.</summary>
internal static class Gallery
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A run in flight.</summary>
    public static ProgressRun UnderWay { get; } = new()
    {
        RunId = RunId.Parse("0000000000000000000000000000000a"),
        GraphName = "gallery",
        StartedAt = Start,
        Elapsed = TimeSpan.FromSeconds(90),
        Rows =
        [
            Node("load", ProgressState.Done) with { Average = TimeSpan.FromMilliseconds(1200) },
            Node("fetch", ProgressState.Cached) with { Cached = 1 },
            Map("index/", "index Progress", ProgressState.Running, 1204, 5000) with
            {
                Running = 8, Failed = 3, Rate = 12.34, Elapsed = TimeSpan.FromSeconds(89), Remaining = TimeSpan.FromSeconds(308),
            },
            Inner("index/embed", ProgressState.Running, 1210, 5000) with { Running = 6, Cached = 40, Elapsed = TimeSpan.FromSeconds(89) },
            Inner("index/store", ProgressState.Retrying, 1204, 5000) with { Running = 2, Retries = 2, Elapsed = TimeSpan.FromSeconds(80) },
            Map("stream/", "stream Progress", ProgressState.Running, 1204, 1210) with
            {
                IsTotalGrowing = true, Running = 6, Rate = 0.2, Elapsed = TimeSpan.FromSeconds(60),
            },
            Inner("stream/parse", ProgressState.Running, 1206, 1210) with { IsTotalGrowing = true, Running = 4, Elapsed = TimeSpan.FromSeconds(60) },
            Node("train", ProgressState.Running) with { OwnDone = 300, OwnTotal = 1000 },
            Node("scan", ProgressState.Running) with { OwnDone = 4200 },
            Node("check", ProgressState.Failed) with { Failed = 1 },
            Node("approve", ProgressState.Paused),
            Node("publish", ProgressState.Stopped),
            Node("notify", ProgressState.Skipped) with { Done = 0, Total = 0 },
            Map("report/", "report Progress", ProgressState.Waiting, 0, 1) with { IsTotalAssumed = true },
            Inner("report/write", ProgressState.Waiting, 0, 1) with { IsTotalAssumed = true },
            Node("close", ProgressState.Waiting),
        ],
    };

    /// <summary>The same when it has ended.</summary>
    public static ProgressRun Ended { get; } = UnderWay with
    {
        EndedAt = Start + TimeSpan.FromSeconds(480),
        Elapsed = TimeSpan.FromSeconds(480),
        Status = RunStatus.Failed,
        ErrorMessage = "the disk is full",
        Rows =
        [
            .. UnderWay.Rows.Select(row => row.IsClosed
                ? row
                : row with
                {
                    State = row.Failed > 0 ? ProgressState.Failed : ProgressState.Done,
                    Done = row.Total,
                    Running = 0,
                    Remaining = null,
                    OwnDone = null,
                    OwnTotal = null,
                    Average = TimeSpan.FromMilliseconds(250),
                    Elapsed = row.HasTime ? TimeSpan.FromSeconds(405) : null,
                }),
        ],
        Failures =
        [
            Failure("index/store", "the disk is full\nand stays so", 17),
            Failure("stream/parse", "not a number", 4, 2),
            Failure("check", "the sum of all parts, 1,204, is not the whole, 1,210: look at what 'index' wrote before 'stream' was done"),
        ],
        FailureCount = 5,
    };

    public static EndedRun EndedOnLines { get; } = new(Ended, Lines(Ended));

    public static ProgressView View(ProgressRun run) => new()
    {
        Time = Start,
        Runs = [new ProgressRunView { Run = run, Lines = Lines(run) }],
    };

    /// <summary>The run on few lines.</summary>
    public static ProgressView Folded()
    {
        int[] within = Counts((ProgressState.Running, 1), (ProgressState.Retrying, 1));
        int[] before = Counts((ProgressState.Done, 1), (ProgressState.Cached, 1));
        int[] after = Counts(
            (ProgressState.Running, 1), (ProgressState.Failed, 1), (ProgressState.Paused, 1), (ProgressState.Stopped, 1),
            (ProgressState.Skipped, 1), (ProgressState.Waiting, 1200));
        ProgressRow index = UnderWay.Rows[2];
        ProgressRow stream = UnderWay.Rows[5];
        return new ProgressView
        {
            Time = Start,
            Runs =
            [
                new ProgressRunView
                {
                    Run = UnderWay with { Rows = [index, stream] },
                    Lines =
                    [
                        new ProgressLine { Level = 0, Fold = new ProgressFold(before) },
                        new ProgressLine { Level = index.Level, Row = index },
                        new ProgressLine { Level = index.Level + 1, Fold = new ProgressFold(within) },
                        new ProgressLine { Level = stream.Level, Row = stream },
                        new ProgressLine { Level = 0, Fold = new ProgressFold(after) },
                    ],
                    HasHeading = true,
                },
            ],
            OtherRuns = new ProgressFold(Counts((ProgressState.Running, 3))),
        };
    }

    private static ProgressLine[] Lines(ProgressRun run) => [.. run.Rows.Select(row => new ProgressLine { Level = row.Level, Row = row })];

    private static int[] Counts(params (ProgressState State, int Rows)[] counts)
    {
        int[] rows = new int[Enum.GetValues<ProgressState>().Length];
        foreach ((ProgressState state, int count) in counts)
        {
            rows[(int)state] = count;
        }

        return rows;
    }

    private static ProgressRow Node(string name, ProgressState state)
    {
        bool isOpen = state is ProgressState.Running or ProgressState.Waiting;
        return new ProgressRow
        {
            Path = name,
            Level = 0,
            Icon = ProgressIcon.Node,
            Label = name,
            Done = isOpen ? 0 : 1,
            Total = 1,
            Running = state == ProgressState.Running ? 1 : 0,
            State = state,
        };
    }

    private static ProgressRow Inner(string path, ProgressState state, long done, long total) => new()
    {
        Path = path,
        Level = 2,
        Icon = ProgressIcon.NestedNode,
        Label = path.Split('/')[1],
        Done = done,
        Total = total,
        State = state,
        HasTime = true,
    };

    private static ProgressRow Map(string path, string label, ProgressState state, long done, long total) => new()
    {
        Path = path.TrimEnd('/'),
        Level = 1,
        Icon = ProgressIcon.Map,
        Label = label,
        Done = done,
        Total = total,
        State = state,
        HasTime = true,
    };

    private static ProgressFailure Failure(string path, string message, params int[] items) => new()
    {
        Path = path,
        Items = items,
        ErrorType = "System.IO.IOException",
        Message = message,
        Timestamp = Start,
    };
}
