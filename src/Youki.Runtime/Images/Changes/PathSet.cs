using System.Text;

namespace Youki.Runtime.Images.Changes;

/// <summary>Paths from a root, as bytes.</summary>
internal sealed class PathSet
{
    private readonly HashSet<string> _paths;

    /// <param name="paths">Absolute paths of a container.</param>
    public PathSet(IEnumerable<string> paths) =>
        _paths = [.. paths.Select(path => Key(Encoding.UTF8.GetBytes(string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries)))))];

    public bool Contains(ReadOnlySpan<byte> path) => _paths.Count > 0 && _paths.Contains(Key(path));

    // Latin-1 gives each byte a character of its own.
    private static string Key(ReadOnlySpan<byte> path) => Encoding.Latin1.GetString(path);
}
