namespace CodeCensus;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // Ctrl-C does not end the process: it cancels the command's token, and the census stops in its own way.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        return CensusCommand.InvokeAsync(args);
    }
}
