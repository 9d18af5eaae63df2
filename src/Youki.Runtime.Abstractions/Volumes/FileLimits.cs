namespace Youki.Runtime;

/// <summary>How much content a container's files may have.</summary>
internal static class FileLimits
{
    public const int MaxFileBytes = 1024 * 1024;

    public const int MaxTotalBytes = 16 * 1024 * 1024;
}
