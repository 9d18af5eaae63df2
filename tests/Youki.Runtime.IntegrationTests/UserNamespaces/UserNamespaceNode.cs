using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.UserNamespaces;

/// <summary>Nodes whose containers may have user namespaces.</summary>
internal static class UserNamespaceNode
{
    /// <summary>The first id of the pool, and how many there are.</summary>
    public const uint First = 3_000_000_000;
    public const uint Count = 4 * 65536;

    public static UserNamespaceConfig Automatic => new();

    /// <summary>Opens a node in directories that a user namespace's root may pass through, with ids of its own.</summary>
    public static Task<TestNode> OpenAsync(string flavor, Action<YoukiRuntimeOptions>? configure = null) => TestNode.OpenAsync(flavor, options =>
    {
        var directory = Path.GetDirectoryName(options.BundleDirectory)!;
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        configure?.Invoke(options);
    });

    /// <summary>Whose a container's file is on the host.</summary>
    public static string OwnerOf(string path)
    {
        var status = Native.FileMetadata.TryOf(path)!.Value;
        return $"{status.Uid}:{status.Gid}";
    }
}
