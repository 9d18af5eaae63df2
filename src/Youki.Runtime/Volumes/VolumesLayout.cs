namespace Youki.Runtime.Volumes;

/// <summary>Where the volumes of an image lie in a container's bundle.</summary>
internal static class VolumesLayout
{
    /// <summary>Holds a directory for each; only root may enter it.</summary>
    public static string DirectoryOf(string bundlePath) => Path.Combine(bundlePath, "volumes");
}
