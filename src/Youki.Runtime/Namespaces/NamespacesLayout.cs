namespace Youki.Runtime.Namespaces;

/// <summary>Where the namespaces that a run has joined are kept, in the container's bundle.</summary>
internal static class NamespacesLayout
{
    public static string DirectoryOf(string bundlePath) => Path.Combine(bundlePath, "namespaces");

    public static string FileOf(string bundlePath, string type) => Path.Combine(DirectoryOf(bundlePath), type);

    /// <summary>Where the shared memory of a container whose ipc namespace is joined is shown.</summary>
    public static string SharedMemoryOf(string bundlePath) => Path.Combine(DirectoryOf(bundlePath), "shm");
}
