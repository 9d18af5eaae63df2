using System.Text.Json;

namespace Youki.Runtime.Cli;

/// <summary>One event of a container.</summary>
/// <param name="Type"><c>stats</c>, or what runc calls it, such as <c>oom</c>.</param>
/// <param name="Data">What comes with it, in the runtime's own shape and units.</param>
internal sealed record OciEvent(string Type, JsonElement Data)
{
    public const string Statistics = "stats";

    public static OciEvent Of(EventShape shape, JsonElement document) =>
        shape == EventShape.Envelope && document.ValueKind == JsonValueKind.Object && document.TryGetProperty("type", out var type)
            ? new(type.ToString(), document.TryGetProperty("data", out var data) ? data : default)
            : new(Statistics, document);
}
