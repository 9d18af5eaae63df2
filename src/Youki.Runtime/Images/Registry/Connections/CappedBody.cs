namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Reads small bodies, whatever length their head gives.</summary>
internal static class CappedBody
{
    private const int FirstChunk = 16 * 1024;

    /// <summary>The whole body. Null: it has more bytes than the limit.</summary>
    /// <exception cref="StallException">Nothing came for too long.</exception>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage answer, int limit, RegistryConnections connections, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentLength > limit)
        {
            return null;
        }

        using var guard = new StallGuard(connections.Options.StallTimeout, connections.Time);
        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new byte[Math.Min(answer.Content.Headers.ContentLength ?? FirstChunk, limit) + 1];
            for (var length = 0; ;)
            {
                var read = await guard.ReadAsync(stream, body.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                {
                    return body[..length];
                }

                if (length > limit)
                {
                    return null;
                }

                if (length == body.Length)
                {
                    Array.Resize(ref body, (int)Math.Min(length * 2L, limit + 1L));
                }
            }
        }
    }
}
