using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Terminals;

/// <summary>How a terminal treats what is typed and printed. Source: termios(3).</summary>
internal sealed partial class TerminalAttributes
{
    // struct termios has 60 bytes in glibc and musl.
    private const int Size = 128;
    private const int Now = 0;
    private const int BlockSignals = 0;
    private const int SetSignals = 2;
    private const int BackgroundWrite = 22;
    private const int SignalSetSize = 128;

    private readonly byte[] _content;

    private TerminalAttributes(byte[] content) => _content = content;

    /// <summary>What the terminal has now; null where the descriptor is none.</summary>
    public static TerminalAttributes? TryOf(int descriptor)
    {
        var content = new byte[Size];
        return NativeGet(descriptor, content) == 0 ? new(content) : null;
    }

    /// <summary>The same, with nothing done to what passes.</summary>
    public TerminalAttributes Raw()
    {
        byte[] content = [.. _content];
        NativeMakeRaw(content);
        return new(content);
    }

    /// <summary>Sets the terminal so; false where it has gone.</summary>
    public bool Apply(int descriptor)
    {
        // A process in the background that sets its terminal is stopped by SIGTTOU, unless it does not take that.
        var background = new byte[SignalSetSize];
        background[(BackgroundWrite - 1) / 8] = 1 << ((BackgroundWrite - 1) % 8);
        var before = new byte[SignalSetSize];
        _ = NativeSetMask(BlockSignals, background, before);
        try
        {
            return NativeSet(descriptor, Now, _content) == 0;
        }
        finally
        {
            _ = NativeSetMask(SetSignals, before, null);
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int NativeGet(int descriptor, [Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int NativeSet(int descriptor, int when, [In] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void NativeMakeRaw([In, Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int NativeSetMask(int how, [In] byte[] set, [Out] byte[]? previous);
}
