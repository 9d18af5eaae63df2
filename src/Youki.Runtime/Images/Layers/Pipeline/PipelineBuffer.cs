namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Bytes on their way through the stages of a pass. Each stage that reads them lets them go; the last one gives them back.</summary>
internal sealed class PipelineBuffer(BufferPool pool, byte[] array)
{
    private int _readers;

    public byte[] Array { get; } = array;

    /// <summary>How many bytes of the array are filled.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Span => Array.AsSpan(0, Length);

    /// <summary>Says how many stages will let it go.</summary>
    public void SetReaders(int count) => Volatile.Write(ref _readers, count);

    public void Release()
    {
        if (Interlocked.Decrement(ref _readers) == 0)
        {
            pool.Return(this);
        }
    }
}
