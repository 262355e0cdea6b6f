namespace Hypergraph.Durability.Values;

/// <summary>The names in the record of a question.</summary>
internal static class QuestionFields
{
    public const string Question = "question";
    public const string NodePath = "node";
    public const string Items = "items";
    public const string Answer = "answer";
    public const string Output = "output";
    public const string AnswerType = "type";
}
