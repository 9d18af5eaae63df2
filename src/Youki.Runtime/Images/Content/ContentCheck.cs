using System.Security.Cryptography;

namespace Youki.Runtime.Images.Content;

/// <summary>Compares content with digests.</summary>
internal static class ContentCheck
{
    public static bool Matches(Digest digest, ReadOnlySpan<byte> content) => digest.Algorithm == HashAlgorithmName.SHA256
        ? Digest.Of(content) == digest
        : Digest.FromHash(HashAlgorithmName.SHA512, SHA512.HashData(content)) == digest;

    /// <summary>Reads a stream to its end and compares; the number of bytes too.</summary>
    public static async Task<bool> MatchesAsync(Digest digest, long size, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(digest.Algorithm);
        var buffer = new byte[256 * 1024];
        var total = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            total += read;
            if (total > size)
            {
                return false;
            }
        }

        return total == size && Digest.FromHash(digest.Algorithm, hash.GetHashAndReset()) == digest;
    }
}
