namespace Youki.Runtime;

/// <summary>Paths inside a container, judged by their text alone.</summary>
internal static class ContainerPath
{
    private static readonly string[] Roots = ["/proc", "/dev/fd"];

    public static bool IsAbsolute(string path) => path.StartsWith('/');

    /// <summary>Whether an absolute path is /proc or below, also by a detour such as <c>/a/../proc</c>, or <c>/dev/fd</c>, which links there.</summary>
    public static bool IsInProc(string path)
    {
        var full = Path.GetFullPath(path);
        return Roots.Any(root => full == root || (full.StartsWith(root, StringComparison.Ordinal) && full[root.Length] == '/'));
    }
}
