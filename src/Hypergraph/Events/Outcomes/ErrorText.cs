namespace Hypergraph.Events.Outcomes;

/// <summary>Reads the messages of exceptions, whose own code may fail too.</summary>
internal static class ErrorText
{
    public static string MessageOf(Exception error)
    {
        try
        {
            return error.Message;
        }
        catch (Exception exception)
        {
            return $"(its message cannot be read: {exception.GetType().Name})";
        }
    }
}
