using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>Whoever answers for system calls with SCMP_ACT_NOTIFY. Sources: OCI runtime-spec, config-linux.md, "The Container Process State"; seccomp_unotify(2).</summary>
internal sealed partial class NotifyListener : IDisposable
{
    private const nuint Receive = 0xC0502100;
    private const nuint Send = 0xC0182101;
    private const int NotificationSize = 80;
    private const int AnswerSize = 24;
    private const int GoOn = 1;
    private const int HeaderSize = 56;
    private const int ControlSize = 24;
    private const int ControlAt = HeaderSize + 16;
    private const int TextAt = ControlAt + ControlSize;
    private const int TextSize = 65_536;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private SafeFileHandle? _calls;

    public NotifyListener(string path)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen();
    }

    /// <summary>Takes the runtime's call and the descriptor that comes with it; what the runtime says of the container.</summary>
    public async Task<string> AcceptAsync(CancellationToken cancellationToken)
    {
        using var runtime = await _socket.AcceptAsync(cancellationToken);
        var buffer = Marshal.AllocHGlobal(TextAt + TextSize);
        try
        {
            new byte[TextAt].CopyTo(Bytes(buffer, TextAt));
            Marshal.WriteInt64(buffer, HeaderSize, buffer + TextAt); // where the text goes, and how much of it
            Marshal.WriteInt64(buffer, HeaderSize + 8, TextSize);
            Marshal.WriteInt64(buffer, 16, buffer + HeaderSize);
            Marshal.WriteInt64(buffer, 24, 1);
            Marshal.WriteInt64(buffer, 32, buffer + ControlAt);
            Marshal.WriteInt64(buffer, 40, ControlSize);
            runtime.Blocking = true;
            var length = (int)ReceiveMessage(runtime.SafeHandle, buffer, 0);
            length.Should().BePositive("the runtime tells of the container: {0}", Marshal.GetLastPInvokeErrorMessage());
            _calls = new SafeFileHandle(Marshal.ReadInt32(buffer, ControlAt + 16), ownsHandle: true);
            return Encoding.UTF8.GetString(Bytes(buffer + TextAt, length));
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
        }
    }

    /// <summary>Waits for a call, and lets it go on; its number.</summary>
    public int Answer()
    {
        var notification = Marshal.AllocHGlobal(NotificationSize + AnswerSize);
        try
        {
            Bytes(notification, NotificationSize + AnswerSize).Clear();
            Control(_calls!, Receive, notification).Should().Be(0, Marshal.GetLastPInvokeErrorMessage());
            var answer = notification + NotificationSize;
            Marshal.WriteInt64(answer, Marshal.ReadInt64(notification));
            Marshal.WriteInt32(answer, 20, GoOn);
            Control(_calls!, Send, answer).Should().Be(0, Marshal.GetLastPInvokeErrorMessage());
            return Marshal.ReadInt32(notification, 16);
        }
        finally
        {
            Marshal.FreeHGlobal(notification);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _calls?.Dispose();
    }

    private static unsafe Span<byte> Bytes(nint start, int length) => new((void*)start, length);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeHandle socket, nint message, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeHandle file, nuint request, nint argument);
}
