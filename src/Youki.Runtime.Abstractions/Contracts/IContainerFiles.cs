namespace Youki.Runtime;

/// <summary>Hands in the content of a container's <see cref="FileMount"/>s, which is never stored.</summary>
public interface IContainerFiles
{
    /// <summary>Hands in content that a container's next start needs, after a reboot for instance. It is kept in memory until then; nothing is changed for a container that runs.</summary>
    /// <param name="containerId">The container.</param>
    /// <param name="files">Content by the names of its <see cref="FileMount"/>s; not all of them need be there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerConfigException">A name is none of the container's, or a content is not the one that it was made with.</exception>
    Task ProvideFilesAsync(ContainerId containerId, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellationToken = default);
}
