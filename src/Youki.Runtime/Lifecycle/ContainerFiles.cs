using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>Deletes what a container has left in files.</summary>
internal static class ContainerFiles
{
    /// <exception cref="HostResourceException">Something of it cannot be deleted; what could be is gone.</exception>
    public static void Delete(ContainerId id, string path)
    {
        try
        {
            FileTree.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(
                "files",
                $"The files of container {id} cannot be deleted: {exception.Message}. Unmount what is mounted in '{path}', if anything is, and remove the container again.",
                exception) { ContainerId = id };
        }
    }
}
