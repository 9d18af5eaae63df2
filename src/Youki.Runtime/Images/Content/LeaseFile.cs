using System.Security.Cryptography;
using System.Text;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// Names of leases. That of a container tells which image it keeps, so that one whose content was lost in a power cut (leases are not flushed: a start of a
/// container must not wait for the disk) still keeps it.
/// </summary>
internal static class LeaseFile
{
    private const string ContainerPrefix = "container-";
    private const string ProcessPrefix = "process-";
    private const int KeyLength = 32;

    public static string ForProcess(int pid) => $"{ProcessPrefix}{pid}-{Guid.NewGuid():N}";

    public static string ForContainer(ContainerId container, string bundlePath, Digest manifest) => ContainerKey(container, bundlePath) + StoreLayout.NameOf(manifest);

    /// <summary>The beginning of the names of all leases of a container.</summary>
    public static string ContainerKey(ContainerId container, string bundlePath)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{container.Value}\0{Path.TrimEndingDirectorySeparator(bundlePath)}"));
        return $"{ContainerPrefix}{Convert.ToHexStringLower(hash)[..KeyLength]}-";
    }

    public static bool IsProcess(string name) => name.StartsWith(ProcessPrefix, StringComparison.Ordinal);

    /// <summary>The manifest that a container's lease keeps; null where it is no name of one.</summary>
    public static Digest? ManifestOf(string name) => name.StartsWith(ContainerPrefix, StringComparison.Ordinal) && name.Length > ContainerPrefix.Length + KeyLength
        ? StoreLayout.DigestOf(name.AsSpan(ContainerPrefix.Length + KeyLength + 1))
        : null;
}
