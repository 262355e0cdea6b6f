using System.Text.Json;
using Hypergraph.Durability;
using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The page while something happens.</summary>
public sealed class LiveTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_Follows_a_run_without_loading_again()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var gate = new SemaphoreSlim(0);
        var runner = new AsyncRunner(server.Processor);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("text=No run yet");

        RunHandle<RunResult> run = runner.Start(Steps(gate), new { x = 1 }, cancellationToken: Token);
        await page.ShowsAsync($"[data-run='{run.RunId}'][data-status='running']");
        await page.Page.EvaluateAsync("window.isSamePage = true");
        await page.Page.ClickAsync($"[data-run='{run.RunId}'] a");
        await page.ShowsAsync("[data-label='first'][data-state='running']");
        gate.Release();
        await page.ShowsAsync("[data-label='first'][data-state='done'][data-done='1']");
        await page.ShowsAsync("[data-label='second'][data-state='running']");
        gate.Release();
        await page.ShowsAsync("[data-label='second'][data-state='done']");
        await page.ShowsAsync(".run-page[data-status='completed']");
        Assert.Equal(RunStatus.Completed, (await run.Completion).Status);
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isSamePage"));
    }

    [Fact]
    public async Task Server_That_restarts_Is_followed_again_without_a_gap_or_a_double_count()
    {
        using var folder = new TempFolder();
        using var log = new JsonLinesEventProcessor(folder.Log);
        RunScript map = new EventScript(log.OnEvent, TimeProvider.System).Map(Outlines.Graph("pages", Outlines.Node("read")), 9);
        await RunAsync(3);
        DashboardServer server = await FollowingAsync(0);
        int port = server.Address.Port;
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync($"[data-run='{map.RunId}']");
        await page.GoAsync($"#/run/{map.RunId}/tree");
        await page.ShowsAsync("[data-label='read'][data-done='3']");
        await page.Page.EvaluateAsync("window.isSamePage = true");
        page.AllowsLostConnections = true;

        await server.DisposeAsync();
        await page.ShowsAsync("text=Reconnecting…");
        await RunAsync(3);
        await using DashboardServer next = await FollowingAsync(port);
        await page.ShowsAsync("[data-label='read'][data-done='6']");
        await RunAsync(3);
        map.End();
        await log.FlushAsync(Token);
        await page.ShowsAsync(".run-page[data-status='completed']");

        Assert.Equal([(0, 9L, 9L), (1, 9L, 9L)], (await page.RowsAsync()).Select(row => (row.Level, row.Done, row.Total)));
        Assert.Equal(string.Empty, await page.Page.InnerTextAsync(".connection"));
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isSamePage"));

        Task<DashboardServer> FollowingAsync(int at) => DashboardServer.StartAsync(new DashboardServerOptions { Port = at, Configure = o => o.Logs.Add(folder.Log) }, Token);

        async Task RunAsync(int items)
        {
            for (int i = 0; i < items; i++)
            {
                map.Item().Nodes("read").End();
            }

            await log.FlushAsync(Token);
        }
    }

    [Fact]
    public async Task Twenty_thousand_items_in_flight_Are_one_row_with_exact_counts()
    {
        const int Items = 20_000;
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        var graph = new Graph("many", [Node.Create(
            async (int x) =>
            {
                Interlocked.Increment(ref begun);
                await gate.Task;
                return x % 1000 == 999 ? throw new InvalidOperationException("no") : x;
            },
            "y",
            "wait")]);
        RunHandle<MapResult> map = new AsyncRunner(server.Processor).StartMap(
            graph, new { x = Enumerable.Range(0, Items).ToArray() }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = Items }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync($"[data-run='{map.RunId}']");
        await page.GoAsync($"#/run/{map.RunId}/tree");
        while (Volatile.Read(ref begun) < Items)
        {
            await Task.Delay(20, Token);
        }

        await page.ShowsAsync("[data-label='wait'][data-state='running'][data-done='0'][data-total='20000']");
        Assert.Equal([("map", 0L, 20_000L), ("node", 0L, 20_000L)], (await page.RowsAsync()).Select(row => (row.Icon, row.Done, row.Total)));
        await page.GoAsync($"#/run/{map.RunId}/items");
        await page.ShowsAsync("[data-item]");
        await page.UntilAsync("document.querySelector('.counts').innerText.includes('20,000 running')");
        Assert.Equal(100, await page.Page.Locator("[data-item]").CountAsync());

        gate.SetResult();
        await map.Completion;
        await page.GoAsync($"#/run/{map.RunId}/tree");
        await page.ShowsAsync(".run-page[data-status='partial']");
        Assert.Equal([(20_000L, 20_000L, 20L), (20_000L, 20_000L, 20L)], (await page.RowsAsync()).Select(row => (row.Done, row.Total, row.Failed)));
    }

    [Fact]
    public async Task Thousand_nodes_Are_shown_as_tree_and_as_picture()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.ThousandNodes);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{run.RunId}/tree");
        await page.ShowsAsync(".tree[data-rows='960'] [data-row]");
        TestContext.Current.TestOutputHelper?.WriteLine(await page.Page.EvaluateAsync<string>(
            "() => `first rows at most ${Math.round(performance.now())} ms after opening, first paint after ${Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)} ms`"));
        Assert.InRange((await page.RowsAsync()).Count, 10, 100);

        await page.Page.FocusAsync(".tree");
        await page.Page.Keyboard.PressAsync("End");
        await page.ShowsAsync("[data-label='step_39_23']");

        await page.GoAsync($"#/run/{run.RunId}/picture");
        await page.ShowsAsync("[data-layout='done']");
        Assert.Equal(40, await page.Page.Locator(".shape").CountAsync());
        await page.Page.ClickAsync("text=Expand all");
        await page.UntilAsync("document.querySelectorAll('.shape').length === 1000 && document.querySelector('[data-layout=done]')");
        run.Node("area_00").Run("area_00").Node("step_00_00").End();
        await page.ShowsAsync(".shape[data-node='area_00/step_00_00'][data-state='done']");
    }

    [Fact]
    public async Task Hostile_names_Are_shown_as_text()
    {
        string[] names =
        [
            "<img src=x onerror=\"window.isHit=1\">",
            "<script>window.isHit=1</script>",
            "\"><svg onload=window.isHit=1>",
            "' onmouseover='window.isHit=1",
            "javascript:window.isHit=1",
            "&lt;b&gt; &amp;",
            "right\u202eleft",
            "two\nlines\u0007\u001b[2J",
            "${window.isHit=1}",
            "../../x?y#z",
            "__proto__",
            new string('w', 10_000),
        ];
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph(names[0], [.. names.Select(Outlines.Node)]), names[1]);
        foreach (string name in names.Skip(1))
        {
            run.Node(name).Fail($"{name} failed", name);
        }

        run.Node(names[0]).End();
        run.End(RunStatus.Failed, names[0]);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync($"[data-run='{run.RunId}']");
        foreach (string view in (string[])["tree", "picture", "timeline", "failures", "log"])
        {
            await page.GoAsync($"#/run/{run.RunId}/{view}");
            await page.ShowsAsync(".tabs [aria-current='page']");
            await page.ShowsAsync(view switch
            {
                "tree" => "[data-row='11']",
                "picture" => "[data-layout='done']",
                "timeline" => ".timeline, canvas, svg",
                _ => "main",
            });
            Assert.Equal(0, await page.Page.Locator("main img, main script, main iframe, [onerror], [onload], [onmouseover], a[href^='javascript:']").CountAsync());
            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The view {view} is wider than the window.");
        }

        await page.GoAsync($"#/run/{run.RunId}/tree");
        await page.ShowsAsync("[data-row='11']");
        Assert.Equal(names, (await page.RowsAsync()).Select(row => row.Label));
        IReadOnlyList<string> texts = await page.Page.Locator("[data-row] .row-label .text").AllTextContentsAsync();
        Assert.Equal(names[..6], texts.Take(6));
        Assert.Equal(["right\ufffdleft", "two lines\ufffd\ufffd[2J"], texts.Skip(6).Take(2));
        Assert.InRange(texts[^1].Length, 10, 400);
        Assert.False(await page.Page.EvaluateAsync<bool>("'isHit' in window"));
    }

    [Fact]
    public async Task Answer_Of_the_page_Is_stored_and_its_question_disappears()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = store }, Token);
        var runner = new AsyncRunner(server.Processor) { Store = store };
        var graph = new Graph("letters", [Node.Interrupt<string>((string draft) => draft, "answer", "approve"), Node.Create((string answer) => $"<{answer}>", "letter", "send")]);
        await runner.RunAsync(graph, new { draft = "Dear all" }, new RunOptions { WorkflowId = "letter/1 ä" }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.Page.ClickAsync("[data-run] a");
        await page.Page.ClickAsync("text=1 open question");
        await page.ShowsAsync("[data-question]");
        Assert.DoesNotContain("Dear all", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.Page.FillAsync("[data-question] textarea", "yes, \"send\" <it>");
        await page.Page.ClickAsync("[data-question] button[type=submit]");
        await page.ShowsAsync("text=No open question.");

        Assert.Equal(0, await page.Page.Locator("[data-question]").CountAsync());
        Assert.Empty(await store.PendingAsync(Token).ToListAsync(Token));
        RunResult result = await runner.RunAsync(graph, GraphInputs.Empty, new RunOptions { WorkflowId = "letter/1 ä" }, Token);
        Assert.Equal("<yes, \"send\" <it>>", result["letter"]);
    }

    [Fact]
    public async Task Answer_Of_another_type_Is_refused_with_a_reason()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = store }, Token);
        var graph = new Graph("numbers", [Node.Interrupt<int>((string draft) => draft, "answer", "choose")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, new { draft = "1 or 2" }, new RunOptions { WorkflowId = "numbers" }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.Page.ClickAsync("[data-run='stored:numbers'] a");
        await page.ShowsAsync("[data-question]");
        page.AllowsLostConnections = true;

        await page.Page.FillAsync("[data-question] textarea", "many");
        await page.Page.ClickAsync("[data-question] button[type=submit]");
        await page.ShowsAsync("[data-question] [role=alert]");

        Assert.Single(await store.PendingAsync(Token).ToListAsync(Token));
        await page.Page.FillAsync("[data-question] textarea", "2");
        await page.Page.ClickAsync("[data-question] button[type=submit]");
        await page.ShowsAsync("text=No open question.");
        Assert.Empty(await store.PendingAsync(Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Question_That_another_program_answers_Disappears_from_an_open_page(bool hasEvents)
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = store }, Token);
        AsyncRunner runner = hasEvents ? new AsyncRunner(server.Processor) { Store = store } : new AsyncRunner { Store = store };
        var graph = new Graph("numbers", [Node.Interrupt<int>((string draft) => draft, "answer", "choose")]);
        await runner.RunAsync(graph, new { draft = "1 or 2" }, new RunOptions { WorkflowId = "numbers" }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.Page.ClickAsync("[data-run] a");
        await page.Page.ClickAsync("text=1 open question");
        await page.ShowsAsync("[data-question]");

        PendingQuestion question = await store.PendingAsync(Token).SingleAsync(Token);
        await store.AnswerAsync("numbers", question.Key, JsonSerializer.SerializeToElement(2), Token);

        await page.UntilAsync("document.querySelector('main').textContent.includes('No open question.')");
        await page.UntilAsync("!document.querySelector('main').textContent.includes('1 open question')");
        Assert.Equal(0, await page.Page.Locator("[data-question], .tabs .badge").CountAsync());
    }

    [Theory]
    [InlineData(@"stored:..\..\..\evil\path")]
    [InlineData("../../api/info")]
    [InlineData("stored:../../evil")]
    public async Task Address_That_has_no_key_Asks_the_server_for_nothing(string key)
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{Uri.EscapeDataString(key)}/questions");

        await page.ShowsAsync("text=The server does not know this run.");

        string[] asked = await page.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)");
        Assert.DoesNotContain(asked, path => path.Contains("evil", StringComparison.Ordinal) || path.Contains("runs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_After_a_restart_of_the_server_Uses_its_new_token()
    {
        await using var store = new InMemoryRunStore();
        var graph = new Graph("numbers", [Node.Interrupt<int>((string draft) => draft, "answer", "choose")]);
        await new AsyncRunner { Store = store }.RunAsync(graph, new { draft = "1 or 2" }, new RunOptions { WorkflowId = "numbers" }, Token);
        DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = store }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address, "#/run/stored:numbers/questions");
        await page.ShowsAsync("[data-question]");
        page.AllowsLostConnections = true;
        await server.DisposeAsync();
        await using DashboardServer next = await DashboardServer.StartAsync(new DashboardServerOptions { Port = server.Address.Port, Configure = o => o.Store = store }, Token);

        await page.Page.FillAsync("[data-question] textarea", "2");
        await page.Page.ClickAsync("[data-question] button[type=submit]");

        await page.ShowsAsync("text=No open question.");
        Assert.Empty(await store.PendingAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Stop_button_Stops_the_run_after_a_question()
    {
        using var gate = new SemaphoreSlim(0);
        RunHandle<RunResult>? run = null;
        string? reason = null;
        await using DashboardServer server = await DashboardServer.StartAsync(
            new DashboardServerOptions
            {
                Configure = o => o.Stop = (id, text) =>
                {
                    reason = text;
                    return id == run!.RunId && run.Stop(text);
                },
            },
            Token);
        run = new AsyncRunner(server.Processor).Start(Steps(gate), new { x = 1 }, cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.Page.ClickAsync("[data-run] a");
        await page.ShowsAsync("[data-label='first'][data-state='running']");

        await page.Page.ClickAsync(".run-title button.danger");
        await page.Page.ClickAsync("text=Keep it running");
        await page.Page.ClickAsync(".run-title button.danger");
        await page.Page.FillAsync("dialog input", "wrong <input>");
        await page.Page.ClickAsync("dialog button[type=submit]");
        await page.ShowsAsync(".run-title button.danger[disabled]");
        gate.Release();

        await page.ShowsAsync(".run-page[data-status='stopped']");
        Assert.Equal(RunStatus.Stopped, (await run.Completion).Status);
        Assert.Equal("wrong <input>", reason);
        await page.ShowsAsync("[data-label='second']");
        Assert.Equal(0, await page.Page.Locator(".run-title button.danger").CountAsync());
    }

    private static Graph Steps(SemaphoreSlim gate) => new(
        "steps",
        [
            Node.Create(async (int x) => { await gate.WaitAsync(Token); return x; }, "y", "first"),
            Node.Create(async (int y) => { await gate.WaitAsync(Token); return y; }, "z", "second"),
        ]);
}
