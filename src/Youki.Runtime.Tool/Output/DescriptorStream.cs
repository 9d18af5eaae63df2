using System.ComponentModel;
using System.Runtime.InteropServices;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Tool.Output;

/// <summary>
/// Writes to standard output or standard error with write(2). .NET's console stream keeps silent when the reader has gone, so that <c>logs -f | head</c> would never end;
/// its file stream keeps an offset of its own, which loses output where two descriptors share a file.
/// </summary>
internal sealed partial class DescriptorStream(int descriptor) : OutputStream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const short PollOut = 4;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = NativeWrite(descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case TryAgain:
                    var wait = new PollDescriptor { Descriptor = descriptor, Events = PollOut };
                    _ = NativePoll(ref wait, 1, -1);
                    break;
                case BrokenPipe:
                    throw new BrokenPipeException();
                case var error:
                    throw new IOException($"The output cannot be written: {new Win32Exception(error).Message}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint NativeWrite(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

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
