using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Decompresses a blob into buffers for the stages that hash and unpack the archive.</summary>
internal sealed class InflateStage(LayerJob job, BufferQueue compressed, BufferPool pool, BufferQueue toHash, BufferQueue toExtract)
{
    private const long FreeBytes = 256L << 20;

    private volatile bool _stopped;

    /// <summary>Bytes of the archive.</summary>
    public long Size { get; private set; }

    /// <summary>Why the blob cannot be decompressed. Null: it can.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Has it stop: nobody wants more of the archive. The rest of the blob goes by.</summary>
    public void Stop() => _stopped = true;

    public void Run(CancellationToken cancellationToken)
    {
        var source = new QueueStream(compressed, cancellationToken);
        try
        {
            Inflate(source, cancellationToken);
        }
        catch (Exception exception) when (Decompression.IsDamage(exception))
        {
            Damage = exception;
        }

        toHash.Complete();
        toExtract.Complete();

        // What follows the compressed archive belongs to the blob all the same.
        source.Drain();
    }

    private void Inflate(QueueStream source, CancellationToken cancellationToken)
    {
        var stream = Decompression.Open(Check(Decompression.Detect(source.Peek())), source);
        while (!_stopped)
        {
            var buffer = pool.Rent(cancellationToken);
            buffer.Length = Fill(stream, buffer.Array);
            Size += buffer.Length;
            CheckSize();
            if (buffer.Length == 0)
            {
                break;
            }

            buffer.SetReaders(2);
            toHash.Add(buffer);
            toExtract.Add(buffer);
        }
    }

    // Digest and DiffID say what the layer is, so how it is compressed is told from itself: builders write gzip for zstd and for no compression at all, and
    // every engine takes it. What says that it is not compressed is taken by its word.
    private LayerCompression Check(LayerCompression found)
    {
        var declared = Decompression.Declared(job.Blob.MediaType) ?? throw new TarException($"its media type '{job.Blob.MediaType}' is not that of a layer");
        return declared != LayerCompression.None || found == LayerCompression.None
            ? found
            : throw new TarException($"its media type '{job.Blob.MediaType}' means not compressed, and the blob is compressed with {(found == LayerCompression.Gzip ? "gzip" : "zstd")}");
    }

    private void CheckSize()
    {
        if (Size > job.Limits.MaxLayerBytes)
        {
            throw new ImageFormatException(job.Image, $"Layer {job.Blob.Digest} of image '{job.Image}' unpacks to more than the limit of {job.Limits.MaxLayerBytes} bytes (Images.Limits.MaxLayerBytes). If it is to be trusted, raise the limit.");
        }

        if (Size > FreeBytes && Size / job.Limits.MaxCompressionRatio > job.Blob.Size)
        {
            throw new ImageFormatException(job.Image, $"Layer {job.Blob.Digest} of image '{job.Image}' unpacks to more than {job.Limits.MaxCompressionRatio} times its size (Images.Limits.MaxCompressionRatio): it looks like a decompression bomb. If it is to be trusted, raise the limit.");
        }
    }

    private static int Fill(Stream stream, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && stream.Read(buffer[total..]) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }
}
