namespace Hypergraph.Durability.Testing.Checks;

/// <summary>The checks of cases. Each names what it checks.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new CheckException($"Expected {what}: {Show(expected)}; actual: {Show(actual)}.");
        }
    }

    public static void True(bool actual, string what) => Equal(expected: true, actual, what);

    public static void False(bool actual, string what) => Equal(expected: false, actual, what);

    public static void Sequence(IEnumerable<string> expected, IEnumerable<string> actual, string what)
    {
        string[] expectedItems = [.. expected];
        string[] actualItems = [.. actual];
        int common = expectedItems.Zip(actualItems).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        if (common < expectedItems.Length || common < actualItems.Length)
        {
            throw new CheckException(
                $"Expected {what}: {expectedItems.Length} items; actual: {actualItems.Length}. Item {common} is to be {ItemAt(expectedItems, common)}, and is {ItemAt(actualItems, common)}.");
        }
    }

    public static void Records(IEnumerable<RunRecord> expected, IEnumerable<RunRecord> actual, string what) =>
        Sequence(expected.Select(Text.Of), actual.Select(Text.Of), what);

    /// <summary>Checks that a call throws an exception of a type, or of one derived from it.</summary>
    public static async Task ThrowsAsync<TException>(Func<Task> call, string what)
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException)
        {
            return;
        }
        catch (Exception exception) when (exception is not CheckException)
        {
            throw new CheckException($"{what} is to throw {typeof(TException).Name}, and throws {exception.GetType().Name}: {exception.Message}");
        }

        throw new CheckException($"{what} is to throw {typeof(TException).Name}, and does not throw.");
    }

    private static string ItemAt(string[] items, int index) => index < items.Length ? Show(items[index]) : "missing";

    private static string Show<T>(T value) => value?.ToString() is { } text ? Text.Shorten(text) : "null";
}
