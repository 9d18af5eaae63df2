using System.Net;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Images.Registry.Blobs;

/// <summary>Asks for blobs, whole or from a byte on, and holds what comes against what should.</summary>
internal static class BlobRequests
{
    /// <summary>Opens a blob, once.</summary>
    /// <returns>A part that begins at the position, or at 0 where the registry gives only the whole.</returns>
    /// <exception cref="ImageDamagedException">It has another length than its descriptor says.</exception>
    public static async Task<BlobPart> OpenOnceAsync(RegistrySession session, string image, ContentDescriptor blob, long position, CancellationToken cancellationToken)
    {
        var answer = await session.SendOnceAsync(RequestOf(blob, position), cancellationToken).ConfigureAwait(false);
        try
        {
            if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // It gives no parts; or its blob is shorter, which the length of the whole will show.
                answer.Dispose();
                answer = await session.SendOnceAsync(RequestOf(blob, 0), cancellationToken).ConfigureAwait(false);
            }

            var begin = answer.StatusCode == HttpStatusCode.PartialContent ? CheckRange(answer, session, image, blob, position) : 0;
            CheckHead(answer, session, image, blob, begin);
            var part = new BlobPart(answer, await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), begin);
            answer = null;
            return part;
        }
        finally
        {
            answer?.Dispose();
        }
    }

    private static RegistryRequest RequestOf(ContentDescriptor blob, long position) => new()
    {
        Method = HttpMethod.Get,
        Path = $"blobs/{blob.Digest}",
        What = $"blob {blob.Digest}",
        RangeBegin = position > 0 ? position : null,
        AlsoAccepted = position > 0 ? HttpStatusCode.RequestedRangeNotSatisfiable : null,
    };

    private static long CheckRange(HttpResponseMessage answer, RegistrySession session, string image, ContentDescriptor blob, long position)
    {
        var range = answer.Content.Headers.ContentRange;
        if (range is { Unit: "bytes", From: { } from, To: { } to } && from == position && to < blob.Size && (range.Length is null || range.Length == blob.Size))
        {
            return from;
        }

        throw new RegistryException(
            image,
            session.Endpoint.Name,
            $"Registry '{session.Endpoint.Name}' was asked for bytes {position} to {blob.Size - 1} of blob {blob.Digest} of image '{image}', and gave '{RegistryErrorBody.Clean(range?.ToString() ?? "")}'. "
            + "Nothing of it is used. Look at what stands before the registry.",
            answer.StatusCode);
    }

    private static void CheckHead(HttpResponseMessage answer, RegistrySession session, string image, ContentDescriptor blob, long begin)
    {
        if (answer.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RegistryException(
                image,
                session.Endpoint.Name,
                $"Registry '{session.Endpoint.Name}' gave blob {blob.Digest} of image '{image}' in an encoding that nobody asked for. Look at what stands before the registry.",
                answer.StatusCode);
        }

        var end = answer.StatusCode == HttpStatusCode.PartialContent ? answer.Content.Headers.ContentRange!.To!.Value + 1 : blob.Size;
        if (answer.Content.Headers.ContentLength is { } length && length != end - begin)
        {
            throw new ImageDamagedException(
                image,
                blob.Digest,
                $"Blob {blob.Digest} of image '{image}' should have {end - begin} bytes{(begin > 0 ? $" from byte {begin} on" : "")}, and registry '{session.Endpoint.Name}' has {length}. "
                + "Nothing of it is used. Push the image again, or pull it from elsewhere.");
        }
    }
}
