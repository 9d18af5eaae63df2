using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Marks in a run's directory that an event of the run was written: one line with its kind. Read and written under the journal's lock.</summary>
/// <param name="File">The file of the run's marks.</param>
/// <param name="Kind">The event's kind.</param>
internal sealed record EventMark(string File, EventKind Kind)
{
    private const int OwnerReadWrite = 0x180;

    /// <summary>Whether the event was written; a quick look without the lock.</summary>
    public bool IsThere() => TryRead() is { } text && Has(text);

    /// <summary>The length of the file before the mark. Null: the mark is there, or the run is not.</summary>
    public long? TryReadLength()
    {
        var text = TryRead();
        return text is null ? (Directory.Exists(Path.GetDirectoryName(File)) ? 0 : null)
            : Has(text) ? null
            : Encoding.UTF8.GetByteCount(text);
    }

    /// <param name="length">The length of the file so far.</param>
    public void Append(long length)
    {
        using var file = Descriptor.OpenFile(File, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.NoFollow, OwnerReadWrite);
        OpenedFile.WriteAt(file, Encoding.UTF8.GetBytes($"{Kind}\n"), length);
    }

    public void Cut(long length) => Cut(File, length);

    public static void Cut(string path, long length)
    {
        try
        {
            using var file = Descriptor.OpenFile(path, OpenFlags.WriteOnly | OpenFlags.NoFollow);
            OpenedFile.SetSize(file, length);
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOENT or Errno.ENOTDIR)
        {
            // It was not made, or its container is gone.
        }
    }

    private bool Has(string text) => text.Split('\n').Contains(Kind.Value);

    private string? TryRead()
    {
        try
        {
            return System.IO.File.ReadAllText(File);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
