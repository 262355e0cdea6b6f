namespace Hypergraph.Tool.Output;

/// <summary>The program cannot do what was asked. The message is a line for the user.</summary>
internal sealed class ToolException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ToolException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in one line.</param>
    public ToolException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in one line.</param>
    /// <param name="innerException">The cause.</param>
    public ToolException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
