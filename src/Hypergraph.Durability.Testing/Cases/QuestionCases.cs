using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Open questions of paused runs are listed.</summary>
internal static class QuestionCases
{
    public static RunStoreCase[] All =>
    [
        new("Questions: those of all paused runs, by run and in the order of the records", ListsAll),
        new("Questions: a run that has ended otherwise has none", ListsRunsThatMayAskOnly),
        new("Questions: a later record of the same key answers, fails or removes one", EndsWithLaterRecord),
        new("Questions: one that is asked again is listed once, as asked last", ListsLastQuestion),
        new("Questions: those among 5,000 other records", ListsAmongMany),
    ];

    private static async Task ListsAll(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        foreach (string id in new[] { "b", "a", "c" })
        {
            await writer.AddAsync(Sample.Run(id)).ConfigureAwait(false);
        }

        await PauseAsync(writer, "b", Sample.Question("z", "of b"), Sample.Record("done"), Sample.Question("y", Sample.Unicode)).ConfigureAwait(false);
        await PauseAsync(writer, "a", Sample.Question("z", "of a")).ConfigureAwait(false);
        await PauseAsync(writer, "c", Sample.Record("done")).ConfigureAwait(false);
        string[] expected = [$"a: {Text.Of(Sample.Question("z", "of a"))}", $"b: {Text.Of(Sample.Question("z", "of b"))}", $"b: {Text.Of(Sample.Question("y", Sample.Unicode))}"];
        Check.Sequence(expected, await reader.QuestionsAsync().ConfigureAwait(false), "the questions");
    }

    private static async Task ListsRunsThatMayAskOnly(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach (RunStatus? status in Enum.GetValues<RunStatus>().Select(status => (RunStatus?)status).Append(null))
        {
            await store.AddAsync(Sample.Run($"{status}") with { Status = status }, Sample.Write(Sample.Question("ask"))).ConfigureAwait(false);
        }

        string question = Text.Of(Sample.Question("ask"));
        Check.Sequence([$": {question}", $"{RunStatus.Partial}: {question}", $"{RunStatus.Paused}: {question}"], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
        await store.AppendAsync($"{RunStatus.Paused}", 1, Sample.WriteStatus(RunStatus.Completed)).ConfigureAwait(false);
        await store.AppendAsync($"{RunStatus.Partial}", 1, Sample.WriteStatus(RunStatus.Failed)).ConfigureAwait(false);
        await store.AppendAsync(string.Empty, 1, Sample.WriteStatus(RunStatus.Stopped)).ConfigureAwait(false);
        Check.Sequence([], await store.QuestionsAsync().ConfigureAwait(false), "the questions of runs that do not ask");
        await store.AppendAsync($"{RunStatus.Failed}", 1, Sample.WriteStatus(RunStatus.Paused)).ConfigureAwait(false);
        Check.Sequence([$"{RunStatus.Failed}: {question}"], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
    }

    private static async Task EndsWithLaterRecord(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await PauseAsync(store, "run", Sample.Question("answered"), Sample.Question("failed"), Sample.Question("begun"), Sample.Question("removed"), Sample.Question("open")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("answered")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("failed", RunRecordKind.Failed), Sample.Record("begun", RunRecordKind.Begun)).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("removed", RunRecordKind.Removed), Sample.Record("Open"), Sample.Record("open ")).ConfigureAwait(false);
        Check.Sequence([$"run: {Text.Of(Sample.Question("open"))}"], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
        await store.AppendAsync("run", Sample.Record("open")).ConfigureAwait(false);
        Check.Sequence([], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
    }

    private static async Task ListsLastQuestion(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await PauseAsync(store, "run", Sample.Question("again", "first"), Sample.Question("replaced", "first"), Sample.Question("other")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("again")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Question("again", "second"), Sample.Question("replaced", "second")).ConfigureAwait(false);
        string[] expected = [.. new[] { Sample.Question("other"), Sample.Question("again", "second"), Sample.Question("replaced", "second") }.Select(question => $"run: {Text.Of(question)}")];
        Check.Sequence(expected, await store.QuestionsAsync().ConfigureAwait(false), "the questions");
    }

    private static async Task ListsAmongMany(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await PauseAsync(store, "run", [.. Enumerable.Range(0, 5000).Select(i => i % 10 == 7 ? Sample.Question($"{i}") : Sample.Record($"{i}"))]).ConfigureAwait(false);
        await store.AppendAsync("run", [.. Enumerable.Range(0, 2500).Where(i => i % 10 == 7).Select(i => Sample.Record($"{i}"))]).ConfigureAwait(false);
        string[] expected = [.. Enumerable.Range(2500, 2500).Where(i => i % 10 == 7).Select(i => $"run: {Text.Of(Sample.Question($"{i}"))}")];
        Check.Sequence(expected, await store.QuestionsAsync().ConfigureAwait(false), "the questions");
    }

    private static Task PauseAsync(StoreClient store, string id, params RunRecord[] records) =>
        store.AppendAsync(id, 1, Sample.Write(records) with { StatusChange = new RunStatusChange(RunStatus.Paused, Error: null, IsReleased: true) });
}
