using System.Text.Json.Serialization;

namespace Hypergraph.Dashboard.Json;

/// <summary>What the server and the page send to each other.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AnswerRequest))]
[JsonSerializable(typeof(DashboardInfo))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(FailureReport))]
[JsonSerializable(typeof(GraphReport))]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RunChange))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunListChange))]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(StoredReport))]
[JsonSerializable(typeof(Timeline))]
internal sealed partial class DashboardJson : JsonSerializerContext;
