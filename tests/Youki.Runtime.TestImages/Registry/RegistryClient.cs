using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Youki.Runtime.TestImages.Registry;

/// <summary>Puts images into a registry: only as much of the protocol as tests need. Source: OCI distribution-spec, "Push".</summary>
public sealed class RegistryClient : IDisposable
{
    private readonly Uri _registry;
    private readonly HttpClient _client;

    internal RegistryClient(Uri registry, RegistrySetup setup)
    {
        var account = setup.Account;
        _registry = registry;
        _client = new HttpClient(Handler(setup));
        if (account is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.UserName}:{account.Password}")));
        }
    }

    public async Task PushAsync(string repository, string tag, TestImage image, CancellationToken cancellationToken = default)
    {
        foreach (var (digest, content) in image.Blobs)
        {
            await PushBlobAsync(repository, digest, content, cancellationToken);
        }

        await PushManifestAsync(repository, tag, image.MediaType, image.Manifest, cancellationToken);
    }

    public async Task PushAsync(string repository, string tag, TestIndex index, CancellationToken cancellationToken = default)
    {
        foreach (var image in index.Images)
        {
            await PushAsync(repository, image.Digest.Value, image, cancellationToken);
        }

        await PushManifestAsync(repository, tag, index.MediaType, index.Content, cancellationToken);
    }

    public async Task PushBlobAsync(string repository, Digest digest, byte[] content, CancellationToken cancellationToken = default)
    {
        using var begun = await _client.PostAsync(At(repository, "blobs/uploads/"), content: null, cancellationToken);
        await ThrowUnlessAsync(HttpStatusCode.Accepted, begun);
        var upload = new UriBuilder(new Uri(_registry, begun.Headers.Location!));
        upload.Query = $"{upload.Query.TrimStart('?')}&digest={Uri.EscapeDataString(digest.Value)}";
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } };
        using var ended = await _client.PutAsync(upload.Uri, body, cancellationToken);
        await ThrowUnlessAsync(HttpStatusCode.Created, ended);
    }

    public async Task PushManifestAsync(string repository, string reference, string mediaType, byte[] content, CancellationToken cancellationToken = default)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        using var ended = await _client.PutAsync(At(repository, $"manifests/{reference}"), body, cancellationToken);
        await ThrowUnlessAsync(HttpStatusCode.Created, ended);
    }

    public void Dispose() => _client.Dispose();

    private Uri At(string repository, string path) => new(_registry, $"v2/{repository}/{path}");

    private static async Task ThrowUnlessAsync(HttpStatusCode expected, HttpResponseMessage answer)
    {
        if (answer.StatusCode != expected)
        {
            throw new HttpRequestException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static SocketsHttpHandler Handler(RegistrySetup setup)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (setup.Authority is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority.Root } };
        }

        if (setup.ClientAuthority is { } clients)
        {
            var certificate = clients.IssueClient("client");
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return handler;
    }
}
