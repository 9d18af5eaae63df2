using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Output;

/// <summary>How large a terminal is at this moment.</summary>
internal static partial class TerminalWindow
{
    private const int StandardInput = 0;
    private const int StandardError = 2;

    // A container's monitor takes no more.
    private const int LongestSide = 1000;

    // _IOR of termios: the same number on all that Linux runs on but MIPS, PowerPC and SPARC, where the usual size is taken.
    private const nuint GetWindowSize = 0x5413;

    private static readonly TerminalSize Usual = new(80, 24);

    /// <summary>.NET asks standard output only, which is a file where a script keeps what is printed.</summary>
    public static TerminalSize OfStandardError() => TryOf(StandardError) ?? Usual;

    /// <summary>The size of the terminal that is typed at. Null: there is none, or it does not say.</summary>
    public static TerminalSize? OfStandardInput() => TryOf(StandardInput);

    private static TerminalSize? TryOf(int descriptor)
    {
        var size = default(WindowSize);
        return NativeControl(descriptor, GetWindowSize, ref size) == 0 && size is { Columns: > 0, Rows: > 0 }
            ? new(Math.Min((int)size.Columns, LongestSide), Math.Min((int)size.Rows, LongestSide))
            : null;
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
