using System.Text.Json;
using Hypergraph.Durability;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Writes what a store has of one run.</summary>
/// <param name="details">The run.</param>
internal sealed class RunDetailsReport(RunDetails details)
{
    private static readonly string[] Columns = ["node", "completed", "failed", "outcome unknown"];

    private readonly (string Node, int Completed, int Failed, int Begun)[] _nodes =
    [
        .. details.Executions
            .Where(execution => execution.Kind != RunRecordKind.Question)
            .GroupBy(execution => execution.NodePath)
            .Select(node => (node.Key, CountOf(node, RunRecordKind.Completed), CountOf(node, RunRecordKind.Failed), CountOf(node, RunRecordKind.Begun))),
    ];

    private IEnumerable<StoredExecution> Failures => details.Executions.Where(execution => execution.Kind == RunRecordKind.Failed);

    /// <summary>While a call holds the run, executions that have begun are in flight.</summary>
    private IEnumerable<StoredExecution> UnknownOutcomes => RunState.Of(details.Run) == RunState.Running ? [] : details.Executions.Where(execution => execution.Kind == RunRecordKind.Begun);

    /// <summary>Writes the run for people to standard output.</summary>
    public void WriteText()
    {
        WriteRun(details.Run);
        if (_nodes.Length > 0)
        {
            StandardOutput.WriteLine();
            TextTable.Write(Columns, _nodes.Select(node => new[] { node.Node, Words.Number(node.Completed), Words.Number(node.Failed), Words.Number(node.Begun) }));
        }

        WriteList("Failures", Failures.Select(failure => $"{failure.Key}: {PlainText.JoinLines(failure.Error ?? string.Empty)}"));
        WriteList("Outcomes unknown: the process ended while these ran", UnknownOutcomes.Select(execution => execution.Key));
        WriteList("Open questions", details.Questions.Select(question => $"{question.Key}: {PlainText.JoinLines(question.Question.ToString())} Answer '{question.Answer}' with {question.AnswerType}."));
        if (details.Inputs is { } inputs)
        {
            WriteList("Inputs", inputs.Where(input => IsName(input.Key)).Select(input => $"{input.Key} = {input.Value}"));
            WriteList("Values", details.Executions.SelectMany(execution => execution.Values?.Select(value => $"{execution.Key}: {value.Key} = {value.Value}") ?? []));
        }
    }

    /// <summary>Writes the run as JSON.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        RunListReport.WriteRun(json, details.Run);
        json.WriteArray("nodes", _nodes, node =>
        {
            json.WriteStartObject();
            json.WriteText("node", node.Node);
            json.WriteNumber("completed", node.Completed);
            json.WriteNumber("failed", node.Failed);
            json.WriteNumber("outcomeUnknown", node.Begun);
            json.WriteEndObject();
        });
        json.WriteArray("failures", Failures, failure =>
        {
            json.WriteStartObject();
            json.WriteText("key", failure.Key);
            json.WriteText("error", failure.Error);
            json.WriteEndObject();
        });
        json.WriteArray("unknownOutcomes", UnknownOutcomes, execution => json.WriteTextValue(execution.Key));
        json.WriteArray("questions", details.Questions, question => Write(json, question));
        if (details.Inputs is { } inputs)
        {
            json.WritePropertyName("inputs");
            WriteValues(json, inputs.Where(input => IsName(input.Key)));
            json.WriteArray("executions", details.Executions.Where(execution => execution.Values is not null), execution =>
            {
                json.WriteStartObject();
                json.WriteText("key", execution.Key);
                json.WritePropertyName("values");
                WriteValues(json, execution.Values!);
                json.WriteEndObject();
            });
        }

        json.WriteEndObject();
    }

    /// <summary>Whether it is an input of the graph: how a map maps is stored beside them, with a colon.</summary>
    private static bool IsName(string input) => !input.StartsWith(':');

    private static int CountOf(IEnumerable<StoredExecution> executions, RunRecordKind kind) => executions.Count(execution => execution.Kind == kind);

    private static void WriteRun(StoredRun run)
    {
        StandardOutput.WriteLine($"{(run.IsMap ? "Map" : "Run")} {run.Id}{(run.GraphName is { } graph ? $" ({graph})" : string.Empty)}: {RunState.Of(run)}");
        StandardOutput.WriteLine($"  created {Words.Time(run.Created)}, changed {Words.Time(run.Changed)}");
        WriteIf(run.GraphVersion, "version");
        WriteIf(run.ForkedFrom, "forked from");
        WriteIf(run.Lease.Owner, "held by");
        WriteIf(run.Error is { } error ? PlainText.JoinLines(error) : null, "error:");
    }

    private static void WriteIf(string? text, string what)
    {
        if (text is not null)
        {
            StandardOutput.WriteLine($"  {what} {text}");
        }
    }

    private static void WriteList(string title, IEnumerable<string> lines)
    {
        bool isFirst = true;
        foreach (string line in lines)
        {
            if (isFirst)
            {
                StandardOutput.WriteLine();
                StandardOutput.WriteLine(title);
                isFirst = false;
            }

            StandardOutput.WriteLine($"  {line}");
        }
    }

    private static void Write(Utf8JsonWriter json, PendingQuestion question)
    {
        json.WriteStartObject();
        json.WriteText("key", question.Key);
        json.WriteText("node", question.NodePath);
        json.WriteArray("items", question.ItemPath, json.WriteNumberValue);
        json.WriteText("answer", question.Answer);
        json.WriteText("answerType", question.AnswerType);
        json.WritePropertyName("question");
        json.WriteRawValue(question.Question.GetRawText());
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in values)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }

        json.WriteEndObject();
    }
}
