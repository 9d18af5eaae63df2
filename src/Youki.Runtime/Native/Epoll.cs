using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>epoll(7): waits for many descriptors with one thread.</summary>
internal static partial class Epoll
{
    public const uint EPOLLIN = 1;
    public const uint EPOLLONESHOT = 1u << 30;

    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EPOLL_CTL_ADD = 1;
    private const int EPOLL_CTL_DEL = 2;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(ulong);

    public static SafeFileHandle Create()
    {
        var handle = EpollCreate(EPOLL_CLOEXEC);
        return handle.IsInvalid ? throw Errno.Last("epoll_create1") : handle;
    }

    public static void Add(SafeFileHandle epoll, SafeHandle target, uint events, ulong key)
    {
        Span<byte> buffer = stackalloc byte[16];
        MemoryMarshal.Write(buffer, events);
        MemoryMarshal.Write(buffer[DataOffset..], key);
        if (EpollControl(epoll, EPOLL_CTL_ADD, target, ref MemoryMarshal.GetReference(buffer)) != 0)
        {
            throw Errno.Last("epoll_ctl add");
        }
    }

    /// <summary>Stops waiting for the descriptor; one that is not waited for is no error.</summary>
    public static void Remove(SafeFileHandle epoll, SafeHandle target)
    {
        Span<byte> buffer = stackalloc byte[16];
        _ = EpollControl(epoll, EPOLL_CTL_DEL, target, ref MemoryMarshal.GetReference(buffer));
    }

    /// <summary>Waits without a limit, and returns the keys of the descriptors that are ready.</summary>
    public static int Wait(SafeFileHandle epoll, Span<ulong> keys)
    {
        Span<byte> buffer = stackalloc byte[keys.Length * 16];
        int count;
        do
        {
            count = EpollWait(epoll, ref MemoryMarshal.GetReference(buffer), keys.Length, -1);
        }
        while (count < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);

        for (var i = 0; i < count; i++)
        {
            keys[i] = MemoryMarshal.Read<ulong>(buffer[((i * EventSize) + DataOffset)..]);
        }

        return count >= 0 ? count : throw Errno.Last("epoll_wait");
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial SafeFileHandle EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(SafeFileHandle epoll, int operation, SafeHandle target, ref byte epollEvent);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(SafeFileHandle epoll, ref byte events, int count, int timeout);
}
