using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Output;

/// <summary>How large a terminal is, in characters.</summary>
internal readonly partial record struct TerminalSize(int Columns, int Rows)
{
    private const int StandardError = 2;

    // _IOR of termios: the same number on all that Linux runs on but MIPS, PowerPC and SPARC, where the usual size is taken.
    private const nuint GetWindowSize = 0x5413;

    private static readonly TerminalSize Usual = new(80, 24);

    /// <summary>.NET asks standard output only, which is a file where a script keeps what is printed.</summary>
    public static TerminalSize OfStandardError()
    {
        var size = default(WindowSize);
        return NativeControl(StandardError, GetWindowSize, ref size) == 0 && size is { Columns: > 0, Rows: > 0 } ? new(size.Columns, size.Rows) : Usual;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int NativeControl(int descriptor, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
