using Youki.Runtime.Streams;

namespace Youki.Runtime.Tool.Output;

/// <summary>Writes what somebody may like to read: where nobody does any more, the work goes on.</summary>
internal sealed class CarelessStream(Stream stream) : OutputStream
{
    private bool _isBroken;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (!_isBroken)
            {
                stream.Write(buffer);
                stream.Flush();
            }
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
