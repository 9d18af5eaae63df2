using System.Security.Cryptography;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Stores a blob as it comes in, and hashes it.</summary>
internal sealed class BlobStage(LayerJob job, BufferQueue queue)
{
    /// <summary>How many bytes there were.</summary>
    public long Size { get; private set; }

    /// <summary>What they are. Null: the stage did not come to its end.</summary>
    public Digest? Digest { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        var algorithm = job.Blob.Digest.Algorithm;
        using var hash = IncrementalHash.CreateHash(algorithm);
        while (queue.Take(cancellationToken) is { } buffer)
        {
            Write(buffer.Span);
            hash.AppendData(buffer.Span);
            Size += buffer.Length;
            buffer.Release();
        }

        Digest = Youki.Runtime.Digest.FromHash(algorithm, hash.GetHashAndReset());
    }

    private void Write(ReadOnlySpan<byte> content)
    {
        var present = (int)Math.Clamp(job.BlobOffset - Size, 0, content.Length);
        if (job.BlobFile is not null && present < content.Length)
        {
            OpenedFile.WriteAt(job.BlobFile, content[present..], Size + present);
        }
    }
}
