using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Youki.Runtime.Cli;

/// <summary>Reads what the verbs print.</summary>
internal static class OciOutput
{
    private const int RawLength = 4096;

    public static OciState State(string json) => ToState(Parse("state", json, OciJsonContext.Default.OciStateDocument));

    /// <summary>A list of states; runc prints <c>null</c> for none.</summary>
    public static IReadOnlyList<OciState> States(string json) =>
        [.. (ParseOrNull("list", json, OciJsonContext.Default.IReadOnlyListOciStateDocument) ?? []).Select(ToState)];

    /// <summary>Process ids; runc prints <c>null</c> for none.</summary>
    public static IReadOnlyList<int> Pids(string json) => ParseOrNull("ps", json, OciJsonContext.Default.IReadOnlyListInt32) ?? [];

    public static OciFeatures Features(string json) => Parse("features", json, OciJsonContext.Default.OciFeatures);

    public static JsonElement Document(string verb, string json) => Parse(verb, json, OciJsonContext.Default.JsonElement);

    public static RuntimeOutputException Unreadable(string verb, string raw, Exception? exception)
    {
        var shown = raw.Length > RawLength ? raw[..RawLength] : raw;
        return new(
            verb,
            shown,
            $"The runtime's '{verb}' printed something that is not the JSON it should be: '{shown.Trim()}'. Is it a known version of youki, runc or crun?",
            exception);
    }

    private static OciState ToState(OciStateDocument document)
    {
        var status = OciStatus.Parse(document.Status);
        return new()
        {
            Id = document.Id ?? throw Unreadable("state", "(no id)", null),
            Status = status,
            Pid = document.Pid > 0 && status != ContainerState.Stopped ? document.Pid : null,
            Bundle = document.Bundle,
            Created = DateTimeOffset.TryParse(document.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : null,
            Annotations = document.Annotations ?? [],
        };
    }

    private static T Parse<T>(string verb, string json, JsonTypeInfo<T> type) => ParseOrNull(verb, json, type) ?? throw Unreadable(verb, json, null);

    private static T? ParseOrNull<T>(string verb, string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException exception)
        {
            throw Unreadable(verb, json, exception);
        }
    }
}
