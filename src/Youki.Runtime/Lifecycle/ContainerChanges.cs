using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Images.Changes;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle;

/// <summary>Reads the files of containers: what they have changed, and all of them. The container's lock is held while things are opened, not while they are read.</summary>
internal sealed class ContainerChanges(LifecycleServices services, ContainerTrees trees)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>What the container has changed of its image's files.</summary>
    public async Task<IReadOnlyList<FileChange>> DiffAsync(ContainerId id, CancellationToken cancellationToken)
    {
        ContainerRecord container;
        ChangedTree tree;
        using (await services.LockAsync(id, cancellationToken).ConfigureAwait(false))
        {
            container = Made(id);
            tree = Open(container);
        }

        using (tree)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return [.. Compare(container, tree, cancellationToken).Select(change => new FileChange(change.Kind, "/" + RawName.ToText(change.Path)))];
        }
    }

    /// <summary>Writes all that the container sees as a tar, but what is mounted in it.</summary>
    public async Task ExportAsync(ContainerId id, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ContainerRecord container;
        SafeFileHandle root;
        IdMappings? mappings;
        using (await services.LockAsync(id, cancellationToken).ConfigureAwait(false))
        {
            container = Made(id);
            root = OpenRoot(container);
            mappings = MappingsOf(id);
        }

        using (root)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var buffered = new BufferedStream(destination, BufferSize);
            var tar = new TarWriter(buffered);
            using var tree = new TreeTar(new FileTarWriter(tar) { Mappings = mappings }, "/");
            try
            {
                await tree.WriteAsync(root, cancellationToken).ConfigureAwait(false);
            }
            catch (NativeException exception)
            {
                throw Failed(container, exception);
            }

            // Of a container that is being removed, files may have been missing: without its end nobody takes the archive for whole.
            Made(id);
            await tar.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens the container's changes. The caller holds its lock.</summary>
    public ChangedTree Open(ContainerRecord container) =>
        Guard(container, () => trees.OpenChanges(SourceOf(container)));

    /// <summary>Opens all that the container sees. The caller holds its lock.</summary>
    public SafeFileHandle OpenRoot(ContainerRecord container) =>
        Guard(container, () => trees.OpenRoot(SourceOf(container)));

    /// <summary>Where the container's files are.</summary>
    public TreeSource SourceOf(ContainerRecord container) =>
        new(container.Id, container.Config.Image, container.Image, services.Store.Layout(container.Id).Bundle, MappingsOf(container.Id));

    /// <summary>Whose ids the container's files belong to. Null: the host's own.</summary>
    public IdMappings? MappingsOf(ContainerId id) =>
        services.Resources.Ledger(services.Store.Layout(id)).Resources.FirstOrDefault(resource => resource.Kind == IdMappings.ResourceKind)?.Data is { } data
            ? IdMappings.FromData(data)
            : null;

    public IReadOnlyList<TreeChange> Compare(ContainerRecord container, ChangedTree tree, CancellationToken cancellationToken) => Guard(container, () =>
    {
        using var comparison = new TreeComparison(tree, MountPoints(container.Id), cancellationToken);
        return comparison.Run();
    });

    /// <summary>The record of a container that has a root file system.</summary>
    public ContainerRecord Made(ContainerId id)
    {
        var container = services.Store.Read(id);
        return container.Phase == ContainerPhase.Ready
            ? container
            : throw new ContainerStatusException(id, ContainerState.Creating, $"The files of container {id} cannot be read: its making or removal was broken off. Remove it.");
    }

    public static HostResourceException Failed(ContainerRecord container, Exception exception) => new(
        RootfsProvider.ResourceKind,
        $"The files of container {container.Id} cannot be read: {exception.Message}. Look at the bundle directory's file system and the privileges of this process.",
        exception) { ContainerId = container.Id };

    private static T Guard<T>(ContainerRecord container, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(container, exception);
        }
    }

    // The runtime makes them where the image has none; what is in them is none of the container's files.
    private PathSet MountPoints(ContainerId id)
    {
        try
        {
            var spec = RuntimeSpecJson.Parse(File.ReadAllBytes(services.Store.Layout(id).SpecFile));
            return new PathSet((spec.Mounts ?? []).Select(mount => mount.Destination).OfType<string>());
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return new PathSet([]);
        }
    }
}
