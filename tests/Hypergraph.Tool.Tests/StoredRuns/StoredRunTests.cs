using Hypergraph.Durability;

namespace Hypergraph.Tool.Tests;

/// <summary>The commands of <c>hypergraph runs</c>.</summary>
public sealed class StoredRunTests
{
    [Fact]
    public async Task List_Has_the_most_recently_changed_run_first()
    {
        using TempStore store = await TempStore.CreateAsync();

        Assert.Equal(
            """
            run         graph    status    changed                questions   error
            shares-7    shares   partial   2000-01-01 01:00:00Z               Attempted to divide by zero.
            review-42   review   paused    2000-01-01 00:00:00Z   2

            """,
            await store.OutputAsync("list"));
    }

    [Theory]
    [InlineData("shares-7", "--status", "partial")]
    [InlineData("shares-7", "--status", "partial", "--status", "failed")]
    [InlineData("review-42", "--graph", "review")]
    [InlineData("shares-7", "--since", "2000-01-01T00:30Z")]
    [InlineData("shares-7", "--limit", "1")]
    [InlineData("shares-7 review-42", "--since", "1999-01-01")]
    [InlineData("", "--since", "1h")]
    [InlineData("", "--status", "waiting")]
    [InlineData("", "--graph", "none")]
    public async Task List_With_a_filter_Has_the_runs_that_match(string runs, params string[] filter)
    {
        using TempStore store = await TempStore.CreateAsync();

        string[] lines = (await store.OutputAsync(["list", .. filter])).Split('\n');

        Assert.Equal(runs.Length == 0 ? ["No"] : ["run", .. runs.Split(' ')], lines[..^1].Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task List_With_json_Is_one_array()
    {
        using TempStore store = await TempStore.CreateAsync();

        Assert.Equal(
            """
            [{"run":"review-42","graph":"review","version":null,"isMap":false,"status":"paused","created":"2000-01-01T00:00:00+00:00","changed":"2000-01-01T00:00:00+00:00","forkedFrom":null,"owner":null,"error":null,"questions":2}]

            """,
            await store.OutputAsync("list", "--json", "--graph", "review"));
    }

    [Fact]
    public async Task Run_That_a_call_has_Is_running_And_one_whose_process_ended_is_interrupted()
    {
        using TempStore store = await TempStore.CreateAsync();
        var started = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var graph = new Graph("slow", [Node.Create(async (int x) =>
        {
            started.SetResult();
            await gate.Task;
            return x;
        }, output: "y", name: "wait")]);
        Task<RunResult> run = store.RunAsync(runner => runner.RunAsync(graph, new { x = 1 }, new RunOptions { WorkflowId = "slow-1" }));
        await started.Task;

        string whileRunning = await store.OutputAsync("list", "--status", "running", "--limit", "1");
        ToolResult deletion = await store.ToolAsync("delete", "slow-1");
        gate.SetResult();
        await run;
        string owner = await EndedOwnerAsync(store);

        Assert.Contains("slow-1   slow    running", whileRunning, StringComparison.Ordinal);
        Assert.Equal(2, deletion.ExitCode);
        Assert.StartsWith("hypergraph: Run 'slow-1' is held by process ", deletion.Error, StringComparison.Ordinal);
        Assert.Contains("ended-1   shares   interrupted", await store.OutputAsync("list", "--status", "interrupted"), StringComparison.Ordinal);
        Assert.Contains($"  held by {owner}\n", await store.OutputAsync("show", "ended-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Has_executions_failures_and_questions()
    {
        using TempStore store = await TempStore.CreateAsync();

        Assert.Equal(
            """
            Run review-42 (review): paused
              created 2000-01-01 00:00:00Z, changed 2000-01-01 00:00:00Z

            node    completed   failed   outcome unknown
            draft           1        0                 0

            Open questions
              approve: Publish 'On cats'? Answer 'approved' with System.Boolean.
              name: 7 Answer 'title' with System.String.

            """,
            await store.OutputAsync("show", "review-42"));
        Assert.Equal(
            """
            Map shares-7 (shares): partial
              created 2000-01-01 01:00:00Z, changed 2000-01-01 01:00:00Z
              error: Attempted to divide by zero.

            node     completed   failed   outcome unknown
            divide           2        1                 0
            format           2        0                 0

            Failures
              [1]/divide: Attempted to divide by zero.

            """,
            await store.OutputAsync("show", "shares-7"));
    }

    [Fact]
    public async Task Show_With_values_Has_inputs_and_outputs()
    {
        using TempStore store = await TempStore.CreateAsync();

        Assert.EndsWith(
            """

            Inputs
              topic = "cats"

            Values
              draft: text = "On cats"

            """,
            await store.OutputAsync("show", "review-42", "--values"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            """
            "inputs":{"topic":"cats"},"executions":[{"key":"draft","values":{"text":"On cats"}}]}

            """,
            await store.OutputAsync("show", "review-42", "--values", "--json"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_Are_what_the_next_call_of_the_program_runs_on_with()
    {
        using TempStore store = await TempStore.CreateAsync();

        string first = await store.OutputAsync("answer", "review-42", "approved", "true");
        string second = await store.OutputAsync("answer", "review-42", "name", "42", "--json");
        RunResult done = await store.RunAsync(runner => runner.RunAsync(TempStore.Review, GraphInputs.Empty, new RunOptions { WorkflowId = "review-42" }));

        Assert.Equal("Answered 'approve' of run 'review-42'. 1 question is open. The next call of the program runs it on.\n", first);
        Assert.Equal("""{"run":"review-42","answered":"name","questions":0}""" + "\n", second);
        Assert.Equal("42: On cats", done.Get<string>("final"));
    }

    [Theory]
    [InlineData("Run 'review-42' has no open question 'approval'. It has 'approve', 'name'.", "answer", "review-42", "approval", "true")]
    [InlineData("The answer to 'approve' must be System.Boolean, not \"yes\".", "answer", "review-42", "approved", "yes")]
    [InlineData("Run 'shares-7' has no open question 'approved'. It has none.", "answer", "shares-7", "approved", "true")]
    [InlineData("Run 'shares-7' has no executions in this item.", "retry", "shares-7", "--items", "9")]
    [InlineData("--items must be whole numbers from 0, with commas between them. See hypergraph --help.", "retry", "shares-7", "--items", "1,x")]
    [InlineData("--limit must be a whole number of at least 1. See hypergraph --help.", "list", "--limit", "0")]
    [InlineData("--since must be a time such as 2026-02-28T17:05Z, or an age such as 90s, 30m, 12h or 7d. See hypergraph --help.", "list", "--since", "soon")]
    [InlineData("--older-than must be an age such as 90s, 30m, 12h or 7d. See hypergraph --help.", "prune", "--older-than", "-1d")]
    [InlineData("--older-than must be an age such as 90s, 30m, 12h or 7d. See hypergraph --help.", "prune", "--older-than", "2000000d")]
    [InlineData("Say which runs to delete, with --older-than, --keep or --max-size.", "prune")]
    [InlineData("--max-size must be a size such as 64kB, 500MB or 2GB. See hypergraph --help.", "prune", "--max-size", "500")]
    [InlineData("--max-size must be a size such as 64kB, 500MB or 2GB. See hypergraph --help.", "prune", "--max-size", "1.5MB")]
    [InlineData("--max-size must be a size such as 64kB, 500MB or 2GB. See hypergraph --help.", "prune", "--max-size", "3000000000GB")]
    [InlineData("Run 'shares-7' has no execution '[7]' to fork at. Inspect it to see its executions.", "fork", "shares-7", "new", "--at", "[7]")]
    [InlineData("Run 'shares-7' has no execution '[x' to fork at. Inspect it to see its executions.", "fork", "shares-7", "new", "--at", "[x")]
    [InlineData("The store has a run 'review-42'. Choose another id for the fork.", "fork", "shares-7", "review-42")]
    public async Task Nonsense_Is_explained(string message, params string[] arguments)
    {
        using TempStore store = await TempStore.CreateAsync();

        Assert.Equal(new ToolResult(2, "", $"hypergraph: {message}\n"), await store.ToolAsync(arguments));
    }

    [Theory]
    [InlineData("show", "none")]
    [InlineData("answer", "none", "approved", "true")]
    [InlineData("retry", "none")]
    [InlineData("fork", "none", "new")]
    [InlineData("delete", "shares-7", "none")]
    public async Task Unknown_run_Is_named_And_nothing_changes(params string[] arguments)
    {
        using TempStore store = await TempStore.CreateAsync();

        ToolResult result = await store.ToolAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("hypergraph: The store has no run 'none'.", result.Error, StringComparison.Ordinal);
        Assert.Equal(4, (await store.OutputAsync("list")).Split('\n').Length);
    }

    [Fact]
    public async Task Retry_Marks_what_failed_And_the_next_call_runs_only_that()
    {
        using TempStore store = await TempStore.CreateAsync();

        string all = await store.OutputAsync("retry", "shares-7");
        string again = await store.OutputAsync("retry", "shares-7");
        string waiting = await store.OutputAsync("list", "--status", "waiting");
        string item = await store.OutputAsync("retry", "shares-7", "--items", "0,2", "--json");

        Assert.Equal("1 execution of run 'shares-7' will run again. The next call of the program runs it.\n", all);
        Assert.Equal("No item of a map failed in run 'shares-7'. If it has not completed, the next call of the program runs what is left.\n", again);
        Assert.Contains("shares-7   shares   waiting", waiting, StringComparison.Ordinal);
        Assert.Equal("""{"run":"shares-7","retried":4}""" + "\n", item);
    }

    [Fact]
    public async Task Fork_Keeps_what_does_not_depend_on_where_it_departs()
    {
        using TempStore store = await TempStore.CreateAsync();

        string text = await store.OutputAsync("fork", "shares-7", "shares-8", "--at", "[2]/format");
        string json = await store.OutputAsync("fork", "shares-7", "shares-9", "--json");
        var ran = new List<string>();
        MapResult done = await store.RunAsync(runner => runner.MapAsync(
            TempStore.Shares, GraphInputs.Empty, over: "parts", new MapOptions { WorkflowId = "shares-8", ErrorHandling = ErrorHandling.Continue, EventProcessors = [new RanNodes(ran)] }));

        Assert.Equal("Forked run 'shares-7' as 'shares-8' with 4 executions. The next call of the program with this id runs the rest.\n", text);
        Assert.Equal("""{"run":"shares-9","forkedFrom":"shares-7","kept":5}""" + "\n", json);
        Assert.Equal(["100 %", null, "25 %"], done.Get<string?>("text"));
        Assert.Equal(["format"], ran);
        Assert.Contains("  forked from shares-7\n", await store.OutputAsync("show", "shares-8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_And_prune_Name_what_they_deleted()
    {
        using TempStore store = await TempStore.CreateAsync();
        await store.OutputAsync("fork", "review-42", "review-43");

        Assert.Equal("Deleted no runs.\n", await store.OutputAsync("prune", "--keep", "1"));
        Assert.Equal("""{"deleted":["shares-7"]}""" + "\n", await store.OutputAsync("prune", "--older-than", "30d", "--json"));
        Assert.Equal("Deleted 2 runs: review-42, review-43\n", await store.OutputAsync("delete", "review-42", "review-43", "review-42"));
        Assert.Equal("No runs.\n", await store.OutputAsync("list"));
    }

    [Fact]
    public async Task Prune_By_size_Deletes_the_oldest_runs()
    {
        using TempStore store = await TempStore.CreateAsync();
        long size = await store.RunAsync(async runner =>
        {
            for (int i = 0; i < 2; i++)
            {
                await runner.RunAsync(TempStore.Shares, new { parts = i + 1 }, new RunOptions { WorkflowId = $"share-{i}" });
            }

            return (await ((IRunStore)runner.Store!).MeasureAsync("share-0", TestContext.Current.CancellationToken))!.Value;
        });

        Assert.Equal("Deleted no runs.\n", await store.OutputAsync("prune", "--max-size", "1GB"));
        Assert.Equal("Deleted 1 run: shares-7\n", await store.OutputAsync("prune", "--max-size", $"{3 * size}B"));
        Assert.Equal("Deleted 1 run: share-1\n", await store.OutputAsync("prune", "--max-size", $"{size}b"));
        Assert.Equal("Deleted 1 run: share-0\n", await store.OutputAsync("prune", "--max-size", "0kB"));
    }

    [Fact]
    public async Task Empty_file_Stays_as_it_is()
    {
        using var log = new TempLog();
        string file = Path.Combine(Path.GetDirectoryName(log.Path)!, "empty.db");
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);

        ToolResult result = await ToolProcess.RunAsync("runs", "list", "--store", file);

        Assert.Equal(
            new ToolResult(2, "", $"hypergraph: The file '{file}' is no store of this version: it is empty, or of an earlier version. The program of the runs creates or updates it when it opens it.\n"),
            result);
        Assert.Equal(0, new FileInfo(file).Length);
    }

    [Fact]
    public async Task Store_That_does_not_exist_Is_not_created()
    {
        using var log = new TempLog();
        string folder = Path.GetDirectoryName(log.Path)!;
        string file = Path.Combine(folder, "runs.db");

        Assert.Equal(new ToolResult(2, "", $"hypergraph: '{file}' does not exist.\n"), await ToolProcess.RunAsync("runs", "list", "--store", file));
        Assert.False(File.Exists(file));
        Assert.Equal(new ToolResult(2, "", $"hypergraph: '{folder}' is a folder. Name the file of a store.\n"), await ToolProcess.RunAsync("runs", "list", "--store", folder));
        Assert.Equal(new ToolResult(2, "", "hypergraph: No store was named. Use --store FILE, or set HYPERGRAPH_STORE.\n"), await ToolProcess.RunAsync("runs", "list"));
    }

    [Fact]
    public async Task Variable_Names_the_store_Where_the_option_does_not()
    {
        using TempStore store = await TempStore.CreateAsync();

        ToolResult list = await ToolProcess.RunInAsync(("HYPERGRAPH_STORE", store.File), "runs", "list", "--limit", "1");
        ToolResult database = await ToolProcess.RunInAsync(("HYPERGRAPH_STORE", "postgres://ada:secret@127.0.0.1:1/runs"), "runs", "list");

        Assert.Contains("shares-7", list.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (database.ExitCode, database.Output));
        Assert.Contains("127.0.0.1", database.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", database.Error, StringComparison.Ordinal);
    }

    /// <summary>Adds a run whose holder, a process of this machine, has ended.</summary>
    private static async Task<string> EndedOwnerAsync(TempStore store)
    {
        await using IRunStore opened = await store.OpenAsync();
        StoredRun slow = (await opened.FindAsync("shares-7", TestContext.Current.CancellationToken))!;

        // An earlier process with the id of this one: it started at another time.
        string ended = System.Text.RegularExpressions.Regex.Replace(await OwnerOfThisProcessAsync(opened), "started [^,]*", "started 1");
        await opened.TryAddAsync(slow with { Id = "ended-1", Status = null, Lease = new RunLease(1, 0, ended) }, RunWrite.Empty, TestContext.Current.CancellationToken);
        return ended;
    }

    private static async Task<string> OwnerOfThisProcessAsync(IRunStore store)
    {
        var started = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var graph = new Graph("owner", [Node.Create(async (int x) =>
        {
            started.SetResult();
            await gate.Task;
            return x;
        }, output: "y", name: "wait")]);
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(graph, new { x = 1 }, new RunOptions { WorkflowId = "owner-1" });
        await started.Task;
        string owner = (await store.FindAsync("owner-1", TestContext.Current.CancellationToken))!.Lease.Owner!;
        gate.SetResult();
        await run;
        return owner;
    }

    private sealed class RanNodes(List<string> names) : TypedEventProcessor
    {
        protected override void OnNodeEnd(NodeEndEvent e)
        {
            if (!e.IsRestored)
            {
                names.Add(e.NodeName);
            }
        }
    }
}
