using System.Globalization;

namespace Youki.Runtime.Volumes;

/// <summary>A directory that an image declares as a volume.</summary>
/// <param name="Number">Its place in the image's list: the name of its directory in the bundle, which stays the same whatever the rules below become.</param>
/// <param name="Path">Its path in the container: absolute, without <c>.</c>, <c>..</c> and doubled slashes. Links are not followed yet.</param>
internal sealed record ImageVolume(int Number, string Path)
{
    /// <summary>What the runtime mounts for every container: an image that declares one of these has nothing to keep there.</summary>
    private static readonly string[] Reserved = ["/proc", "/sys", "/dev"];

    /// <summary>
    /// The volumes of an image, each parent before its children, as runtimes mount them. Relative paths begin at the root. Left out: the root itself, what
    /// lies in <c>/proc</c>, <c>/sys</c> or <c>/dev</c> (images that run systemd declare <c>/sys/fs/cgroup</c>), the second of two that are the same, and those where
    /// the configuration mounts something itself.
    /// </summary>
    /// <exception cref="ImageFormatException">A path has <c>..</c> in it, which no honest one needs.</exception>
    public static IReadOnlyList<ImageVolume> Of(SpecInputs inputs)
    {
        var volumes = new List<ImageVolume>();
        var taken = MountTarget.Of(inputs.Config);
        var (declared, image) = (inputs.ImageConfig?.Volumes ?? [], inputs.Config.Image);
        for (var i = 0; i < declared.Count; i++)
        {
            var names = declared[i].Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").ToList();
            if (names.Contains(".."))
            {
                throw new ImageFormatException(image, $"Image '{image}' cannot be used: Volumes of its configuration holds '{declared[i]}', and '..' may lead anywhere.");
            }

            var path = $"/{string.Join('/', names)}";
            if (!IsReserved(path) && volumes.All(known => known.Path != path) && !taken.Contains(path))
            {
                volumes.Add(new ImageVolume(i, path));
            }
        }

        return [.. volumes.OrderBy(volume => volume.Path, StringComparer.Ordinal)];
    }

    /// <summary>Whether a path is the root, or where the runtime mounts something of the kernel's.</summary>
    public static bool IsReserved(string path) => path == "/" || Reserved.Any(reserved => path == reserved || path.StartsWith($"{reserved}/", StringComparison.Ordinal));

    /// <summary>Its directory in the bundle.</summary>
    public string DirectoryIn(string bundlePath) => System.IO.Path.Combine(VolumesLayout.DirectoryOf(bundlePath), Number.ToString(CultureInfo.InvariantCulture));
}
