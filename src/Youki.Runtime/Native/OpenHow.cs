using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>The argument of openat2(2). Source: linux/openat2.h, struct open_how.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
