using System.Diagnostics;
using Hypergraph.Events.Outcomes;

namespace Hypergraph.Telemetry;

/// <summary>
/// Writes errors to the activities of one call. The exception itself is an event of the innermost activity in which it was thrown; those around it have
/// the status and the type of the error. Thread-safe.
/// </summary>
internal sealed class ErrorRecorder
{
    private readonly Lock _lock = new();
    private HashSet<Exception>? _recorded;

    /// <summary>Records an error.</summary>
    /// <param name="activity">The activity that failed.</param>
    /// <param name="error">The error.</param>
    /// <param name="remoteType">The type of the error in another process, whose activity has the exception; null if it was thrown here.</param>
    public void Record(Activity activity, Exception error, string? remoteType = null)
    {
        activity.SetStatus(ActivityStatusCode.Error, ErrorText.MessageOf(error));
        activity.SetTag(AttributeNames.ErrorType, remoteType ?? error.GetType().FullName);
        if (remoteType is not null)
        {
            return;
        }

        lock (_lock)
        {
            _recorded ??= new HashSet<Exception>(ReferenceEqualityComparer.Instance);
            if (!_recorded.Add(error))
            {
                return;
            }
        }

        try
        {
            activity.AddException(error);
        }
        catch (Exception)
        {
            // The code of the exception, or of a listener, threw. The status and the type are recorded.
        }
    }
}
