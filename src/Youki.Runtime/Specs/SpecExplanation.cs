using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Youki.Runtime.Specs;

/// <summary>Tells of every field of a container's config.json which part of the library put it there, and why.</summary>
public static class SpecExplanation
{
    // The text is for people and never part of a web page.
    private static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields in the order of the document. Empty: there is no spec yet.</summary>
    public static IReadOnlyList<SpecReason> Of(ContainerDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.Spec is not { } spec)
        {
            return [];
        }

        var authors = details.SpecAuthors ?? new Dictionary<string, string>();
        var document = JsonSerializer.SerializeToNode(spec, RuntimeSpecJsonContext.Default.RuntimeSpec)!;
        return [.. Fields(string.Empty, document, authors).Select(field => ReasonOf(field.Path, field.Value, authors.GetValueOrDefault(field.Path), details.Config))];
    }

    private static SpecReason ReasonOf(string path, JsonNode? value, string? author, ContainerConfig config) => new()
    {
        Path = path,
        Value = TextOf(value),
        Author = author,
        Why = author is null ? "not written down" : SpecOrigins.WordsOf(author, path, config),
    };

    private static string TextOf(JsonNode? value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, OnOneLine))
        {
            value?.WriteTo(writer);
        }

        return value is null ? "null" : Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>What was set as one stays one; all else is taken apart as it was put together.</summary>
    private static IEnumerable<(string Path, JsonNode? Value)> Fields(string path, JsonNode? node, IReadOnlyDictionary<string, string> authors)
    {
        var parts = authors.ContainsKey(path) ? [] : PartsOf(path, node).ToList();
        return parts.Count == 0 ? [(path, node)] : parts.SelectMany(part => Fields(part.Path, part.Value, authors));
    }

    private static IEnumerable<(string Path, JsonNode? Value)> PartsOf(string path, JsonNode? node) => node switch
    {
        JsonObject map when SpecMergeRules.Maps.Contains(path) => map.Select(member => ($"{path}[{member.Key}]", member.Value)),
        JsonObject members => members.Select(member => (path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
        JsonArray items when SpecMergeRules.KeyedLists.TryGetValue(path, out var keyOf) => items.Select(item => ($"{path}[{keyOf(item)}]", item)),
        JsonArray items when SpecMergeRules.AppendedLists.Contains(path) => items.Select((item, place) => ($"{path}[{place}]", item)),
        _ => [],
    };
}
