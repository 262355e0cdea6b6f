using Hypergraph.Conformance;

// Runs every case in a folder: one line for each failing case, then the counts. Exit code 1 when one fails.
if (args.Length != 1 || !Directory.Exists(args[0]))
{
    await Console.Error.WriteLineAsync(args.Length == 1
        ? $"There is no folder '{args[0]}'."
        : "Usage: Hypergraph.Conformance FOLDER");
    return 2;
}

int passed = 0;
int failed = 0;
foreach (string file in ConformanceFolder.CasesIn(args[0]))
{
    string? difference = await CaseRunner.RunAsync(file);
    if (difference is null)
    {
        passed++;
    }
    else
    {
        failed++;
        Console.WriteLine($"{Path.GetFileNameWithoutExtension(file)}: {difference}");
    }
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
