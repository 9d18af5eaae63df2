using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.Rootfs;

/// <summary>The root file system of a container of an ordinary user: a copy of the image in which files have the owners that the image says, as the container sees them.</summary>
internal sealed class RootlessRootfs(MappedFiles files)
{
    /// <summary>Makes it under another name, flushes it and renames it.</summary>
    /// <returns>How many device nodes were left out.</returns>
    public async Task<int> MakeAsync(RootfsLayout layout, ImageLayers image, IdMappings mappings, CancellationToken cancellationToken)
    {
        await files.DeleteAsync(layout.Copying, cancellationToken).ConfigureAwait(false);
        Entries.EnsurePrivateDirectory(layout.Rootfs);
        Entries.EnsurePrivateDirectory(layout.Copying);
        var owners = OwnersOf(image, mappings);
        using var target = Descriptor.OpenDirectory(layout.Copying);
        using var root = LayeredDirectory.Open(image.Handles.Zip(owners).Reverse());
        int skipped;
        if (UserMappings.IsSingle(mappings) || !owners.Any(layer => layer.AnySpecial))
        {
            skipped = await CopyAsync(root, target, null, mappings, image.Image, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            skipped = await ExtractAsync(layout, root, target, mappings, image.Image, cancellationToken).ConfigureAwait(false);
        }

        CopiedRootfs.Publish(layout);
        return skipped;
    }

    private async Task<int> ExtractAsync(RootfsLayout layout, LayeredDirectory root, SafeFileHandle target, IdMappings mappings, string image, CancellationToken cancellationToken)
    {
        var skipped = 0;
        await files.ExtractAsync(
            mappings,
            layout.Copying,
            async (pipe, stop) =>
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
                var tar = new TarWriter(pipe);
                skipped = await CopyAsync(root, target, tar, mappings, image, either.Token).ConfigureAwait(false);
                await tar.FinishAsync(either.Token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return skipped;
    }

    private static async Task<int> CopyAsync(LayeredDirectory root, SafeFileHandle target, TarWriter? tar, IdMappings mappings, string image, CancellationToken cancellationToken)
    {
        using var copy = new RootlessCopy(mappings, target, tar, image);
        await copy.RunAsync(root, cancellationToken).ConfigureAwait(false);
        return copy.SkippedDevices;
    }

    private static List<LayerOwners> OwnersOf(ImageLayers image, IdMappings mappings)
    {
        try
        {
            return [.. image.Handles.Select((_, index) => image.ManifestPaths is { } manifests ? LayerOwners.OfManifest(manifests[index]) : LayerOwners.OfDisk(mappings))];
        }
        catch (InvalidDataException exception)
        {
            throw new IOException($"{exception.Message} Verify the image, and pull it again", exception);
        }
    }
}
