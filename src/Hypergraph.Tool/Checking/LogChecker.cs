using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Checking;

/// <summary>Checks the events of a log, each root run by itself. Runs may be mixed.</summary>
internal sealed class LogChecker
{
    private readonly Dictionary<SpanId, CheckedRun> _runOf = [];
    private readonly List<CheckedRun> _runs = [];
    private readonly List<EventLogLine> _torn = [];
    private long _events;
    private long _unknown;

    private LogChecker()
    {
    }

    /// <summary>Checks a log up to its first violation.</summary>
    /// <param name="file">The log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ToolException">The file is no event log.</exception>
    public static async Task<CheckReport> CheckAsync(string file, CancellationToken cancellationToken)
    {
        var checker = new LogChecker();
        Violation? violation = null;
        await foreach (EventLogLine line in LogInput.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
        {
            violation = checker.Check(line, file);
            if (violation is not null)
            {
                break;
            }
        }

        return new CheckReport(LogInput.NameOf(file), checker._runs, checker._events, checker._unknown, checker._torn, violation);
    }

    private Violation? Check(EventLogLine line, string file)
    {
        if (line.Event is { } e)
        {
            _events++;
            return CheckEvent(e) is { } problem ? new Violation(line.Path, line.Number, EventName.Of(e), problem) : null;
        }

        if (line.IsTorn)
        {
            _torn.Add(line);
        }
        else if (line.Problem is null)
        {
            _unknown++;
        }
        else if (_events + _unknown == 0)
        {
            throw new ToolException($"{LogInput.NameOf(file)} is not an event log. Line {Words.Number(line.Number)}: {line.Problem}");
        }
        else
        {
            return new Violation(line.Path, line.Number, Event: null, $"it is not an event: {PlainText.JoinLines(line.Problem)}");
        }

        return null;
    }

    private string? CheckEvent(Event e)
    {
        if (!_runOf.TryGetValue(e.SpanId, out CheckedRun? run))
        {
            if (e.ParentSpanId is not { } parent)
            {
                _runs.Add(run = new CheckedRun(e));
            }
            else if (!_runOf.TryGetValue(parent, out run))
            {
                return "its parent span did not start";
            }

            _runOf.Add(e.SpanId, run);
        }

        return run.Check(e);
    }
}
