using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Error numbers of Linux that the library tells apart. Source: errno(3), the same on x86 and arm.</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int ENXIO = 6;
    public const int E2BIG = 7;
    public const int EBADF = 9;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EBUSY = 16;
    public const int EEXIST = 17;
    public const int EXDEV = 18;
    public const int ENODEV = 19;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int EINVAL = 22;
    public const int ENOTTY = 25;
    public const int EFBIG = 27;
    public const int ENOSPC = 28;
    public const int EROFS = 30;
    public const int EMLINK = 31;
    public const int EPIPE = 32;
    public const int ERANGE = 34;
    public const int ENAMETOOLONG = 36;
    public const int ENOSYS = 38;
    public const int ENOTEMPTY = 39;
    public const int ELOOP = 40;
    public const int ENODATA = 61;
    public const int EOPNOTSUPP = 95;
    public const int ESTALE = 116;
    public const int EDQUOT = 122;

    /// <summary>The exception for the system call that has just failed on this thread.</summary>
    /// <param name="operation">What was done, such as "mount overlay".</param>
    /// <param name="target">What it was done to. Null: nothing with a name.</param>
    public static NativeException Last(string operation, string? target = null) => new(operation, target, Marshal.GetLastPInvokeError());

    /// <summary>As above, for a descriptor. Its path is looked up only after the error number is read, which the look-up would change.</summary>
    public static NativeException Last(string operation, SafeFileHandle target)
    {
        var error = Marshal.GetLastPInvokeError();
        return new NativeException(operation, Descriptor.RealPath(target), error);
    }
}
