namespace Youki.Runtime.Files;

/// <summary>Writes files so that a reader never sees half of one: under another name first, then renamed.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".new";

    /// <summary>What a file will be called, or is, once it is whole.</summary>
    public static string FinalName(string path) => path.EndsWith(Suffix, StringComparison.Ordinal) ? path[..^Suffix.Length] : path;

    /// <summary>Writes a file of mode 0600. Only one writer at a time may write a file of this name.</summary>
    /// <exception cref="HostResourceException">It cannot be written; what was there before is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        try
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException("file", $"'{path}' cannot be written: {exception.Message}. Look at the space and the mode of its file system.", exception);
        }
    }
}
