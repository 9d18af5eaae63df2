using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// The store's index.json. Reading takes no lock: the file is replaced as a whole. Writers hold the store's lock. Entries that another tool wrote are not
/// images of this library; they stay as they are, and so does what they name.
/// </summary>
internal sealed class ImageIndexFile(StoreDirectory directory)
{
    private volatile Cached? _cached;

    private string FilePath => directory.Layout.IndexFile;

    public IReadOnlyList<IndexEntry> Read() => Load().Entries;

    /// <summary>Manifests and indexes that entries of other tools name.</summary>
    public IReadOnlyList<ContentDescriptor> ReadForeign() => Load().Foreign;

    /// <summary>Replaces the entries. The caller holds the store's lock since it read them.</summary>
    public void Write(IEnumerable<IndexEntry> entries)
    {
        directory.Ensure();
        var index = new ImageIndex
        {
            SchemaVersion = 2,
            MediaType = MediaTypes.OciIndex,
            Manifests = [.. entries.Select(entry => entry.ToDescriptor()), .. Load().Foreign],
        };
        var temporary = directory.Layout.Temporary();
        try
        {
            DurableFile.Write(temporary, FilePath, JsonSerializer.SerializeToUtf8Bytes(index, ImageJson.Default.ImageIndex));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw DiskErrors.From($"write '{FilePath}'", exception);
        }
    }

    private Cached Load()
    {
        if (FileMetadata.TryOf(FilePath) is not { } stamp)
        {
            return new Cached(default, [], []);
        }

        // Stamped before it is read: if it changes in between, the next look sees another stamp.
        if (_cached is { } cached && cached.Stamp == stamp)
        {
            return cached;
        }

        var loaded = Parse(stamp);
        _cached = loaded;
        return loaded;
    }

    private Cached Parse(FileStatus stamp)
    {
        try
        {
            var index = JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), ImageJson.Default.ImageIndex) ?? throw new JsonException("It holds null.");
            if (index.Manifests.Contains(null!))
            {
                throw new JsonException("It holds null among its manifests.");
            }

            var read = index.Manifests.Select(descriptor => (Descriptor: descriptor, Entry: IndexEntry.TryFrom(descriptor))).ToList();
            return new Cached(stamp, [.. read.Select(each => each.Entry).OfType<IndexEntry>()], [.. read.Where(each => each.Entry is null).Select(each => each.Descriptor)]);
        }
        catch (FileNotFoundException)
        {
            return new Cached(default, [], []);
        }
        catch (JsonException exception)
        {
            throw new ImageException(
                FilePath,
                $"'{FilePath}' cannot be read: {exception.Message} It is damaged. Remove it and pull the images again; layers and blobs that are there are not fetched again.",
                exception);
        }
        catch (IOException exception)
        {
            throw DiskErrors.From($"read '{FilePath}'", exception);
        }
    }

    private sealed record Cached(FileStatus Stamp, IReadOnlyList<IndexEntry> Entries, IReadOnlyList<ContentDescriptor> Foreign);
}
