using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>Asks the kernel what this process may do with a path, without doing it.</summary>
internal static partial class FileAccessCheck
{
    private const int Write = 2;

    /// <summary>Whether it may be written to: not for a file system that is mounted read-only, whoever asks.</summary>
    /// <returns>0, or the error number.</returns>
    public static int TryWrite(string path) => Access(path, Write) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
