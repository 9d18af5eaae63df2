using System.Globalization;

namespace Youki.Runtime.Volumes;

/// <summary>Where what is mounted into a container lies in its bundle. Everything is found from the bundle's path, so that a release needs nothing else.</summary>
internal static class VolumesLayout
{
    /// <summary>Holds a directory for each volume of the image; only root may enter it.</summary>
    public static string DirectoryOf(string bundlePath) => Path.Combine(bundlePath, "volumes");

    /// <summary>Holds the directories on disk that begin empty; only root may enter it.</summary>
    public static string EmptyDirectoriesOf(string bundlePath) => Path.Combine(bundlePath, "empty");

    /// <summary>A file system in memory with the content of files; directories in memory are mounted in it. It is there from the first start to the removal, or the reboot.</summary>
    public static string MemoryOf(string bundlePath) => Path.Combine(bundlePath, "memory");

    /// <summary>A file system in memory, in which whatever a run mounts is held for the runtime by a bind mount.</summary>
    public static string PinsOf(string bundlePath) => Path.Combine(bundlePath, "mounts");

    /// <summary>The name of what belongs to a mount of the configuration.</summary>
    public static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
