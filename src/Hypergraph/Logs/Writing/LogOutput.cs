namespace Hypergraph.Logs.Writing;

/// <summary>Where whole lines of a log go. Not thread-safe.</summary>
internal abstract class LogOutput : IDisposable
{
    /// <summary>The number of bytes that the current file may still receive.</summary>
    public virtual long FreeBytes => long.MaxValue;

    /// <summary>Whether the current file has no line yet. One that is too long for any file goes there.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Text that names the output in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Hands whole lines to the operating system.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public abstract void Write(ReadOnlySpan<byte> lines);

    /// <summary>Continues with the next file, if the output has several.</summary>
    public virtual void StartNextFile()
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
