using System.Security.Cryptography;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Hashes the archive, beside the stage that unpacks it.</summary>
internal sealed class HashStage(HashAlgorithmName algorithm, BufferQueue queue)
{
    /// <summary>What the archive is. Null: the stage did not come to its end.</summary>
    public Digest? Digest { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        while (queue.Take(cancellationToken) is { } buffer)
        {
            hash.AppendData(buffer.Span);
            buffer.Release();
        }

        Digest = Youki.Runtime.Digest.FromHash(algorithm, hash.GetHashAndReset());
    }
}
