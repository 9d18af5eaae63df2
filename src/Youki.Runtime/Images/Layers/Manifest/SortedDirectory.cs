using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>Lists directories in the order of a layer manifest.</summary>
internal static class SortedDirectory
{
    /// <summary>The names in a directory that is open for reading, ended by NUL, sorted by their bytes.</summary>
    public static Queue<byte[]> Read(SafeFileHandle directory)
    {
        var names = DirectoryReader.ReadAll(directory).Select(entry => entry.Name).ToArray();
        Array.Sort(names, (left, right) => left.AsSpan().SequenceCompareTo(right));
        return new Queue<byte[]>(names);
    }
}
