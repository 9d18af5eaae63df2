using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Passes layers through the one-pass pipeline: from a stream to the ingest's files.</summary>
internal static class LayerUnpacker
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What the root of the layer has, where the archive says nothing of it.
    private const UnixFileMode RootMode = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <param name="image">The image, for messages.</param>
    /// <param name="layer">What it must be.</param>
    /// <param name="content">The blob, from the offset on.</param>
    /// <param name="blobFile">Where the blob is stored; as many bytes as the offset says are there already. Null: it is not.</param>
    /// <param name="offset">Where in the blob the content begins.</param>
    /// <param name="target">The empty directory that files and manifest go to. Null: the blob is stored and checked only.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="progress">Is told how many bytes of the blob are done.</param>
    /// <param name="cancellationToken">Ends it; the blob's file is gone on with later.</param>
    public static async Task<LayerResult> RunAsync(
        string image, WantedLayer layer, Stream content, string? blobFile, long offset, string? target, ImageLimits limits, Action<long> progress, CancellationToken cancellationToken)
    {
        using var file = blobFile is null ? null : OpenBlob(blobFile, offset);
        using var files = target is null ? null : OpenFiles(target);
        using var manifest = target is null ? null : File.OpenHandle(LayerStore.ManifestIn(target), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        var whole = file is not null && offset > 0 ? new ResumedStream(file, offset, content) : content;
        return await LayerPipeline.RunAsync(
            new LayerJob
            {
                Image = image,
                Blob = layer.Blob,
                DiffId = layer.DiffId,
                Content = whole,
                BlobFile = file,
                BlobOffset = offset,
                Target = files,
                Manifest = manifest,
                Limits = limits,
                Progress = progress,
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenBlob(string path, long offset)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            File.SetUnixFileMode(file, OwnerOnly);
            RandomAccess.SetLength(file, offset);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenFiles(string target)
    {
        var path = LayerStore.FilesIn(target);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, RootMode);
        return Descriptor.OpenDirectory(path);
    }
}
