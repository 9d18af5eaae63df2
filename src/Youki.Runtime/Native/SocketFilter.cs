using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>A packet filter of a socket. Source: socket(7), SO_ATTACH_FILTER; Linux, Documentation/networking/filter.rst.</summary>
internal static partial class SocketFilter
{
    private const int SOL_SOCKET = 1;
    private const int SO_ATTACH_FILTER = 26;
    private const ushort ReturnConstant = 6;

    /// <summary>
    /// Has the kernel throw away all packets that are sent to the socket: to their sender they are delivered, so that it never waits for this side to read them.
    /// For sockets of packets; it is set before the socket is connected.
    /// </summary>
    public static unsafe void DropAll(Socket socket)
    {
        // One instruction: of each packet, keep 0 bytes.
        var instruction = new Instruction { Code = ReturnConstant };
        var program = new Program { Length = 1, Instructions = (nint)(&instruction) };
        if (SetOption(socket.SafeHandle, SOL_SOCKET, SO_ATTACH_FILTER, ref program, sizeof(Program)) != 0)
        {
            throw Errno.Last("setsockopt SO_ATTACH_FILTER");
        }
    }

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(SafeHandle socket, int level, int name, ref Program value, int length);

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte JumpIfTrue;
        public byte JumpIfFalse;
        public uint Constant;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public nint Instructions;
    }
}
