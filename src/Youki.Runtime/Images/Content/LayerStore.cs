using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// Unpacked layers by the digest of their tar. A layer is unpacked in the ingest, flushed to disk, and then gets its name: one that has its name is whole,
/// also after a power cut. Nobody ever changes a file of it.
/// </summary>
internal sealed class LayerStore(StoreDirectory directory, TrashStore trash)
{
    private const string FilesName = "fs";
    private const string ManifestName = "manifest";
    private const string RecordName = "record.json";

    public StoreLayout Layout => directory.Layout;

    /// <summary>The directory that an overlay mount takes.</summary>
    public string FilesOf(Digest diffId) => FilesIn(Layout.Layer(diffId));

    /// <summary>What the layer holds, file by file.</summary>
    public string ManifestOf(Digest diffId) => ManifestIn(Layout.Layer(diffId));

    /// <summary>Where the files go in the directory of a layer.</summary>
    public static string FilesIn(string layer) => Path.Combine(layer, FilesName);

    /// <summary>Where the manifest goes in the directory of a layer.</summary>
    public static string ManifestIn(string layer) => Path.Combine(layer, ManifestName);

    /// <summary>What is known of a layer; null where it is not there.</summary>
    public LayerRecord? TryFind(Digest diffId)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(Path.Combine(Layout.Layer(diffId), RecordName));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            // Another version's record is none of ours: the layer is unpacked anew.
            return JsonSerializer.Deserialize(content, ContentJson.Default.LayerRecord) is { SchemaVersion: LayerRecord.CurrentSchemaVersion } record && record.DiffId == diffId
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The layer where it is there, and the blob was seen to hold it.</summary>
    public LayerRecord? TryFind(Digest diffId, Digest blob) => TryFind(diffId) is { } record && record.Blobs.Contains(blob) ? record : null;

    /// <summary>Publishes what was unpacked. The caller holds the layer's lock.</summary>
    /// <param name="unpacked">The directory of the ingest, which holds everything but the record.</param>
    /// <param name="record">What is known of it.</param>
    public void Publish(string unpacked, LayerRecord record)
    {
        WriteRecord(unpacked, record);
        using (var handle = Descriptor.OpenFile(unpacked, OpenFlags.ReadOnly | OpenFlags.Directory))
        {
            FileContent.Flush(handle);
        }

        var path = Layout.Layer(record.DiffId);
        if (Directory.Exists(path))
        {
            // Damaged, or without a record that can be read: it makes room, and goes with the trash.
            trash.MoveHeld(record.DiffId);
        }

        DurableFile.Rename(unpacked, path);
    }

    /// <summary>Notes one more blob that was seen to hold a layer. The caller holds the layer's lock.</summary>
    public void AddBlob(LayerRecord record, Digest blob)
    {
        if (!record.Blobs.Contains(blob))
        {
            WriteRecord(Layout.Layer(record.DiffId), record with { Blobs = [.. record.Blobs, blob] });
        }
    }

    /// <summary>All layers, those without a record too.</summary>
    public IEnumerable<Digest> All()
    {
        foreach (var path in Directory.Exists(Layout.LayerDirectory) ? Directory.EnumerateDirectories(Layout.LayerDirectory) : [])
        {
            if (StoreLayout.DigestOf(Path.GetFileName(path.AsSpan())) is { } diffId)
            {
                yield return diffId;
            }
        }
    }

    private static void WriteRecord(string layer, LayerRecord record)
    {
        var path = Path.Combine(layer, RecordName);
        DurableFile.Write(path + ".new", path, JsonSerializer.SerializeToUtf8Bytes(record, ContentJson.Default.LayerRecord));
    }
}
