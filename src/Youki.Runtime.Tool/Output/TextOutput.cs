using System.Text;

namespace Youki.Runtime.Tool.Output;

/// <summary>Text to one of the tool's streams.</summary>
internal static class TextOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static TextWriter Open(Stream stream) => new StreamWriter(stream, Utf8, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
}
