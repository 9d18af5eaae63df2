using System.ComponentModel;
using System.Runtime.InteropServices;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Tool.Output;

/// <summary>
/// Reads standard input with read(2). .NET's console stream sets up the terminal anew with each read, so that a password would be shown, and its file stream
/// leaves the offset of the descriptor where it is, for the next program to read the same again.
/// </summary>
internal sealed partial class DescriptorInput(int descriptor) : InputStream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int InputOutput = 5;
    private const short PollIn = 1;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = NativeRead(descriptor, buffer, (nuint)buffer.Length);
            if (read >= 0)
            {
                return (int)read;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case TryAgain:
                    var wait = new PollDescriptor { Descriptor = descriptor, Events = PollIn };
                    _ = NativePoll(ref wait, 1, -1);
                    break;
                case InputOutput:
                    // The terminal has gone.
                    return 0;
                case var error:
                    throw new IOException($"Standard input cannot be read: {new Win32Exception(error).Message}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint NativeRead(int descriptor, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int NativePoll(ref PollDescriptor descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
