namespace Youki.Runtime.Bundles;

/// <summary>Writes files so that a reader never sees half of one: under another name first, then renamed.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".new";

    /// <summary>Writes a file of mode 0600. Only one writer at a time may write a file of this name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + Suffix;
        using (var file = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
