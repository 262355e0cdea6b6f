using System.Text.RegularExpressions;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Runs;

/// <summary>What the page shows of the failure of a store. Paths and addresses with passwords are only in the log of the server.</summary>
internal static partial class StoreFailure
{
    private const string InLog = "The log of the server has the reason.";

    private const int MaxLength = 1_000;

    /// <summary>Whether an exception is a failure of the store, not of the request.</summary>
    public static bool IsOne(Exception exception) =>
        exception is not (OperationCanceledException or OutOfMemoryException or RunNotFoundException or InvalidInputException or RunHeldException);

    /// <summary>Returns the reason for the page.</summary>
    public static string ReasonOf(Exception exception) => exception is RunStoreException
        ? Address().Replace(exception.Message.Length > MaxLength ? exception.Message[..MaxLength] : exception.Message, "…")
        : InLog;

    /// <summary>A text in quotes, or a word, that has a separator of paths or of the parts of an address.</summary>
    [GeneratedRegex("""'[^']*[/\\=@][^']*'|"[^"]*[/\\=@][^"]*"|[^\s'"]*[/\\=@][^\s'"]*""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();
}
