using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>
/// The path of a private directory under which conmon makes the socket that a terminal is handed over by. A socket's address holds 107 bytes, and conmon cuts off
/// what is longer; there, the directory is named by a descriptor of this process, which has to live until the terminal is handed over.
/// </summary>
internal sealed class ConsoleDirectory : IDisposable
{
    private const int LongestAddress = 107;
    private const string SocketName = "/conmon-term.XXXXXX";

    private readonly SafeFileHandle? _handle;

    private ConsoleDirectory(string path, SafeFileHandle? handle) => (Path, _handle) = (path, handle);

    /// <summary>What conmon is given as TMPDIR.</summary>
    public string Path { get; }

    public static ConsoleDirectory Of(string directory)
    {
        if (Encoding.UTF8.GetByteCount(directory) + SocketName.Length <= LongestAddress)
        {
            return new ConsoleDirectory(directory, handle: null);
        }

        var handle = Descriptor.OpenDirectory(directory);
        return new ConsoleDirectory(string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}"), handle);
    }

    public void Dispose() => _handle?.Dispose();
}
