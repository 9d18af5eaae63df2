using System.Net;
using System.Net.Http.Headers;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry.Blobs;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Registry;

/// <summary>A registry that an image goes to. Source: distribution-spec, "Push".</summary>
internal sealed class RegistryTarget(ImageReference reference, RegistrySession session) : IImageTarget
{
    private readonly string _image = reference.ToString();

    public Task<bool> HasBlobAsync(ContentDescriptor blob, CancellationToken cancellationToken) => session.RunAsync(token => HasBlobOnceAsync(blob, token), cancellationToken);

    public Task PutBlobAsync(ContentDescriptor blob, Func<Stream> open, CancellationToken cancellationToken)
    {
        // What broke may have arrived all the same; an upload that did not is begun anew, for nobody knows what of it the registry has.
        var isFirst = true;
        return session.RunAsync(
            async token =>
            {
                var isThere = !isFirst && await HasBlobOnceAsync(blob, token).ConfigureAwait(false);
                isFirst = false;
                if (!isThere)
                {
                    await UploadOnceAsync(blob, open, token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);
    }

    public Task PutManifestAsync(ContentDescriptor descriptor, byte[] content, CancellationToken cancellationToken)
    {
        var name = reference.Tag ?? descriptor.Digest.Value;
        var request = new RegistryRequest { Method = HttpMethod.Put, Path = $"manifests/{name}", What = $"manifest '{name}'", Content = () => Body(descriptor, content) };
        return session.RunAsync(
            async token =>
            {
                using var answer = await session.SendOnceAsync(request, token).ConfigureAwait(false);
                return ManifestRequests.StatedDigest(answer) is { } stated && stated.Algorithm == descriptor.Digest.Algorithm && stated != descriptor.Digest
                    ? throw new ImageDamagedException(_image, descriptor.Digest, $"Registry '{session.Endpoint.Name}' took manifest {descriptor.Digest} of image '{_image}', and says that it is {stated}. Push again.")
                    : true;
            },
            cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        session.Dispose();
        return default;
    }

    private static ByteArrayContent Body(ContentDescriptor descriptor, byte[] content)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(descriptor.MediaType);
        return body;
    }

    private async Task<bool> HasBlobOnceAsync(ContentDescriptor blob, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest { Method = HttpMethod.Head, Path = $"blobs/{blob.Digest}", What = $"blob {blob.Digest}", AlsoAccepted = HttpStatusCode.NotFound };
        using var answer = await session.SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode != HttpStatusCode.NotFound;
    }

    private async Task UploadOnceAsync(ContentDescriptor blob, Func<Stream> open, CancellationToken cancellationToken)
    {
        var begin = new RegistryRequest { Method = HttpMethod.Post, Path = "blobs/uploads/", What = $"blob {blob.Digest}", Content = static () => new ByteArrayContent([]) };
        Uri location;
        using (var begun = await session.SendOnceAsync(begin, cancellationToken).ConfigureAwait(false))
        {
            location = LocationOf(begun, blob);
        }

        using var guard = new StallGuard(session.Connections.Options.StallTimeout, session.Connections.Time);
        var send = new RegistryRequest
        {
            Method = HttpMethod.Put,
            Address = location,
            What = $"blob {blob.Digest}",
            Content = () => new UploadContent(open, blob.Size, guard),
            Guard = guard,
        };
        using var sent = await session.SendOnceAsync(send, cancellationToken).ConfigureAwait(false);
    }

    private Uri LocationOf(HttpResponseMessage begun, ContentDescriptor blob)
    {
        var asked = begun.RequestMessage!.RequestUri!;
        var location = begun.Headers.Location ?? throw Refused("says not where to", begun.StatusCode);
        var target = Uri.TryCreate(asked, location, out var resolved) ? resolved : throw Refused("says not where to", begun.StatusCode);

        // A registry behind something that speaks TLS for it may not know that it does.
        if (asked.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp && target.IdnHost == asked.IdnHost)
        {
            target = new UriBuilder(target) { Scheme = asked.Scheme, Port = target.IsDefaultPort ? asked.Port : target.Port }.Uri;
        }

        _ = RedirectRules.Resolve(asked, target, out var reason) ?? throw Refused($"leads {RegistryErrorBody.Clean(reason)}", begun.StatusCode);
        var digest = $"digest={Uri.EscapeDataString(blob.Digest.Value)}";
        return new UriBuilder(target) { Fragment = "", Query = target.Query.Length > 1 ? $"{target.Query}&{digest}" : digest }.Uri;
    }

    private RegistryException Refused(string what, HttpStatusCode status) =>
        new(_image, session.Endpoint.Name, $"Registry '{session.Endpoint.Name}' takes uploads of image '{_image}', but {what}. Look at its configuration.", status);
}
