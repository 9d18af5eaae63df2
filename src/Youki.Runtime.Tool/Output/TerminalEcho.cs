using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Output;

/// <summary>Keeps the terminal of standard input from showing what is typed. Source: termios(3).</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private const int StandardInput = 0;
    private const int AfterOutput = 1;

    // struct termios of glibc and musl: four flag words, of which the last is c_lflag; it has 60 bytes.
    private const int LocalFlags = 3;
    private const int Words = 32;
    private const uint Echo = 8;

    private readonly uint[] _before;

    private TerminalEcho(uint[] before) => _before = before;

    public static IDisposable Off()
    {
        var attributes = new uint[Words];
        if (NativeGet(StandardInput, attributes) != 0)
        {
            throw new ToolException("the terminal cannot be kept from showing what is typed: give the password with --password-stdin.");
        }

        var echo = new TerminalEcho([.. attributes]);
        attributes[LocalFlags] &= ~Echo;
        _ = NativeSet(StandardInput, AfterOutput, attributes);
        return echo;
    }

    public void Dispose() => _ = NativeSet(StandardInput, AfterOutput, _before);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int NativeGet(int descriptor, [Out] uint[] attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int NativeSet(int descriptor, int when, [In] uint[] attributes);
}
