using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>Gives files other names in one step. What .NET has links and unlinks, so that a reader finds one file under two names.</summary>
internal static class FileNames
{
    public static void Rename(string from, string to)
    {
        using var directory = Descriptor.OpenDirectory(Path.GetDirectoryName(from)!);
        var error = Entries.TryRename(directory, RawName.From(Path.GetFileName(from)), directory, RawName.From(Path.GetFileName(to)));
        if (error != 0)
        {
            throw new NativeException($"rename to '{to}'", from, error);
        }
    }
}
