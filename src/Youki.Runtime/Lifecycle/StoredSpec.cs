using System.Text.Json;
using Youki.Runtime.Bundles;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle;

/// <summary>Reads the spec that a container's run was made with.</summary>
internal static class StoredSpec
{
    /// <summary>The spec; null where there is none.</summary>
    /// <exception cref="RecordException">It is damaged.</exception>
    public static async Task<RuntimeSpec?> TryReadAsync(BundleLayout layout, CancellationToken cancellationToken)
    {
        try
        {
            return RuntimeSpecJson.Parse(await File.ReadAllBytesAsync(layout.SpecFile, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new RecordException(
                layout.SpecFile, $"'{layout.SpecFile}' cannot be read: {exception.Message} It is damaged; the next start of the container writes it anew.", exception);
        }
    }

    /// <summary>Which contributor set each member; null where it is not written down.</summary>
    public static IReadOnlyDictionary<string, string>? ReadAuthors(BundleLayout layout) => RecordFile.Read(layout.SpecAuthorsFile, BundleJson.Default.AuthorsRecord) is { } record
        ? RecordFile.CheckSchema(record, record.SchemaVersion, ContainerRecord.CurrentSchemaVersion, layout.SpecAuthorsFile).Authors
        : null;
}
