using Youki.Runtime.Bundles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Images;
using Youki.Runtime.Images.Changes;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>Makes an image of a container: the changes become a layer while the container is paused, and what comes of it enters the store like any other image.</summary>
internal sealed class CommitOperation(LifecycleServices services, ContainerChanges changes, Freezer freezer, ImageParts images)
{
    private const string Operation = "commit";

    public async Task<ImageInfo> CommitAsync(ContainerId id, CommitOptions options, CancellationToken cancellationToken)
    {
        if (options.Reference is { } reference && reference is not { Transport: ImageTransport.Registry, Tag: not null, Digest: null })
        {
            throw new ImageException(reference.ToString(), $"'{reference}' cannot be given to an image: it must be a name with a tag and without a digest, such as registry.example/web:1.");
        }

        images.Directory.Ensure();
        var path = images.Directory.Layout.Temporary();
        var lease = images.Leases.Open();
        await using (lease.ConfigureAwait(false))
        {
            try
            {
                var (container, layer) = await WriteLayerAsync(id, options.Pause, path, cancellationToken).ConfigureAwait(false);
                return await RegisterAsync(container, layer, options, path, lease, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    private async Task<(ContainerRecord Container, LayerFile? Layer)> WriteLayerAsync(ContainerId id, bool pause, string path, CancellationToken cancellationToken)
    {
        ContainerRecord container;
        ChangedTree tree;
        IAsyncDisposable? freeze;
        using (await services.LockAsync(id, cancellationToken).ConfigureAwait(false))
        {
            container = changes.Made(id);
            await freezer.RecoverAsync(container).ConfigureAwait(false);
            services.Log.Step(id, Operation, "open");
            tree = container.Image is null ? ChangedTree.Whole(changes.OpenRoot(container), changes.MappingsOf(container.Id)) : changes.Open(container);
            try
            {
                services.Log.Step(id, Operation, "freeze");
                freeze = pause ? await freezer.FreezeAsync(container, cancellationToken).ConfigureAwait(false) : null;
            }
            catch
            {
                tree.Dispose();
                throw;
            }
        }

        using (tree)
        {
            try
            {
                services.Log.Step(id, Operation, "read");
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                var layer = await WriteLayerAsync(container, tree, path, cancellationToken).ConfigureAwait(false);

                // Of a container that is being removed, files may have been missing.
                return (changes.Made(id), layer);
            }
            finally
            {
                if (freeze is not null)
                {
                    services.Log.Step(id, Operation, "thaw");
                    await freeze.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<LayerFile?> WriteLayerAsync(ContainerRecord container, ChangedTree tree, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (container.Image is null)
            {
                return await LayerFile.WriteAsync(path, tar => WriteWholeAsync(tar, tree, cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            var found = changes.Compare(container, tree, cancellationToken);
            return found.Count == 0 ? null : await LayerFile.WriteAsync(
                path,
                async tar =>
                {
                    using var layer = new LayerTar(tar, tree, container.Config.Image);
                    await layer.WriteAsync(found, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (NativeException exception)
        {
            throw ContainerChanges.Failed(container, exception);
        }
        catch (IOException exception)
        {
            throw DiskErrors.From($"write the layer of container {container.Id}", exception);
        }
    }

    /// <summary>A directory has no layers that another one could lie above: the image is all that the container sees.</summary>
    private static async Task WriteWholeAsync(TarWriter tar, ChangedTree tree, CancellationToken cancellationToken)
    {
        using var whole = new TreeTar(new FileTarWriter(tar) { Mappings = tree.Mappings }, "/");
        await whole.WriteAsync(tree.Changed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImageInfo> RegisterAsync(
        ContainerRecord container, LayerFile? layer, CommitOptions options, string path, ProcessLease lease, CancellationToken cancellationToken)
    {
        services.Log.Step(container.Id, Operation, "register");
        ImageDocuments? image = null;
        if (container.Image is { } pinned)
        {
            await lease.AddAsync([pinned.Digest], [pinned.Id], pinned.Layers, cancellationToken).ConfigureAwait(false);
            image = images.Documents.Read(pinned.Reference.ToString(), pinned.Digest);
        }

        var committed = CommittedImage.Make(image, layer, options, CreatedBy(container.Config), services.Time.GetUtcNow());
        var source = new CommitSource(committed, path);
        await using (source.ConfigureAwait(false))
        {
            var name = options.Reference?.ToString() ?? committed.ConfigDigest.Value;
            var platform = image is null ? ImagePlatform.Host : Images.Documents.ConfigDecoder.PlatformOf(image.Config);
            var stored = await images.Transfer.BringAsync(source, options.Reference, name, new PullOptions { Platform = platform }, lease, cancellationToken).ConfigureAwait(false);
            return images.Views.Describe(stored.Documents, images.Index.Read());
        }
    }

    private static string? CreatedBy(ContainerConfig config) =>
        (IReadOnlyList<string>)[.. config.Command ?? [], .. config.Args ?? []] is { Count: > 0 } words ? string.Join(' ', words) : null;
}
