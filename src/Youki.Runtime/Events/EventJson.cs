using System.Text.Json.Serialization;

namespace Youki.Runtime.Events;

/// <summary>JSON of a journal: each document is one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredEvent))]
[JsonSerializable(typeof(SegmentHeader))]
[JsonSerializable(typeof(JournalState))]
internal sealed partial class EventJson : JsonSerializerContext;
