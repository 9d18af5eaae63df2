using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Puts this thread into new namespaces, and sets them up. Only for threads that end afterwards.</summary>
internal static partial class NewNamespaces
{
    private const int AF_INET = 2;
    private const int SOCK_DGRAM = 2;
    private const int SOCK_CLOEXEC = 0x80000;
    private const nuint SIOCGIFFLAGS = 0x8913;
    private const nuint SIOCSIFFLAGS = 0x8914;
    private const short Up = 1;

    /// <summary>Makes and enters namespaces of the types.</summary>
    public static void Enter(IEnumerable<string> types)
    {
        if (Unshare(types.Aggregate(0, (flags, type) => flags | NamespaceFile.FlagOf(type))) != 0)
        {
            throw Errno.Last("make namespaces");
        }
    }

    /// <summary>Brings the loopback up, which then has 127.0.0.1 and ::1.</summary>
    public static void RaiseLoopback()
    {
        var number = Socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (number < 0)
        {
            throw Errno.Last("open a socket for", "lo");
        }

        using var socket = new SafeFileHandle(number, ownsHandle: true);
        var request = new InterfaceRequest();
        "lo"u8.CopyTo(MemoryMarshal.CreateSpan(ref request.Name[0], 16));
        if (Control(socket, SIOCGIFFLAGS, ref request) != 0)
        {
            throw Errno.Last("look at the interface", "lo");
        }

        request.Flags |= Up;
        if (Control(socket, SIOCSIFFLAGS, ref request) != 0)
        {
            throw Errno.Last("bring up the interface", "lo");
        }
    }

    public static void SetHostname(string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        if (SetName(bytes, (nuint)bytes.Length) != 0)
        {
            throw Errno.Last("set the host name", name);
        }
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "sethostname", SetLastError = true)]
    private static partial int SetName(ReadOnlySpan<byte> name, nuint length);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle socket, nuint request, ref InterfaceRequest argument);

    // struct ifreq of netdevice(7): a name of 16 bytes, then a union of 24.
    [StructLayout(LayoutKind.Sequential, Size = 40)]
    private struct InterfaceRequest
    {
        public InterfaceName Name;
        public short Flags;
    }

    [System.Runtime.CompilerServices.InlineArray(16)]
    private struct InterfaceName
    {
        private byte _first;
    }
}
