using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Youki.Runtime.Files;

namespace Youki.Runtime.Bundles;

/// <summary>Reads and writes the JSON files of a bundle. A schema that this version does not know is refused, never overwritten.</summary>
internal static class RecordFile
{
    /// <summary>Reads a file; null where there is none.</summary>
    /// <exception cref="RecordException">It is damaged.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException exception)
        {
            // Another version may have other members: that is no damage.
            return FindSchema(content) is { } version && version != ContainerRecord.CurrentSchemaVersion
                ? throw UnknownSchema(path, version, ContainerRecord.CurrentSchemaVersion)
                : throw new RecordException(path, $"'{path}' cannot be read: {exception.Message} It is damaged; remove the container by force to get rid of it.", exception);
        }
    }

    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static T CheckSchema<T>(T record, int version, int known, string path) => version == known
        ? record
        : throw UnknownSchema(path, version, known);

    private static RecordException UnknownSchema(string path, int version, int known) =>
        new(path, $"'{path}' has schema version {version}, and this library knows {known}. Use the version of the library that wrote it.");

    private static int? FindSchema(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schemaVersion", out var version) && version.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
