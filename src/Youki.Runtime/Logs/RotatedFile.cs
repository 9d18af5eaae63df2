using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>A file of a log that is full.</summary>
internal readonly record struct RotatedFile(LogLayout Layout, long Number)
{
    /// <summary>When it was last written to, and what it takes in both forms; null where it is gone.</summary>
    public (DateTimeOffset Written, long Bytes)? Status()
    {
        var (plain, compressed) = (FileMetadata.TryOf(Layout.Rotated(Number)), FileMetadata.TryOf(Layout.Compressed(Number)));
        return (plain ?? compressed) is { } one ? (one.Modified.ToDateTimeOffset(), (plain?.Size ?? 0) + (compressed?.Size ?? 0)) : null;
    }

    /// <summary>Removes what it holds. The youngest leaves an empty file behind, so that its number is not given away again: readers go by numbers.</summary>
    public void Remove(bool isYoungest)
    {
        if (isYoungest)
        {
            // Not emptied: who reads it keeps what it holds.
            File.WriteAllBytes(Layout.Compressing(Number), []);
            FileNames.Rename(Layout.Compressing(Number), Layout.Rotated(Number));
        }
        else
        {
            File.Delete(Layout.Rotated(Number));
        }

        File.Delete(Layout.Compressed(Number));
    }
}
