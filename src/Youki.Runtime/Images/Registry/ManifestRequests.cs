using System.Security.Cryptography;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Registry;

/// <summary>Asks for manifests. Source: distribution-spec, "Pulling manifests".</summary>
internal static class ManifestRequests
{
    /// <summary>The limit of manifests. Source: distribution-spec, "Pushing Manifests", and what registries hold to.</summary>
    public const int MaxBytes = 4 << 20;

    private const string DigestHeader = "Docker-Content-Digest";

    private static readonly string[] Accept =
    [
        MediaTypes.OciIndex, MediaTypes.OciManifest, MediaTypes.DockerManifestList, MediaTypes.DockerManifest,
    ];

    /// <summary>Fetches a manifest by digest, or by tag where there is none.</summary>
    public static Task<FetchedManifest> FetchAsync(RegistrySession session, string image, Digest? digest, string? tag, CancellationToken cancellationToken)
    {
        var name = digest?.Value ?? tag!;
        var request = new RegistryRequest { Method = HttpMethod.Get, Path = $"manifests/{name}", What = $"manifest '{name}'", Accept = Accept };
        return session.RunAsync(
            async token =>
            {
                using var answer = await session.SendOnceAsync(request, token).ConfigureAwait(false);
                var content = await CappedBody.ReadAsync(answer, MaxBytes, session.Connections, token).ConfigureAwait(false)
                    ?? throw new ImageFormatException(image, $"The manifest '{name}' of image '{image}' in registry '{session.Endpoint.Name}' has more than {MaxBytes >> 20} MiB. It is not used.");
                Check(content, digest, $"The manifest '{name}' of image '{image}', as registry '{session.Endpoint.Name}' gave it,", image);
                Check(content, StatedDigest(answer), $"The manifest '{name}' of image '{image}' in registry '{session.Endpoint.Name}', by the digest in the answer's head,", image);
                return new FetchedManifest(answer.Content.Headers.ContentType?.MediaType, content);
            },
            cancellationToken);
    }

    /// <summary>Asks which manifest a tag names, without fetching it. Null: the registry does not say.</summary>
    public static Task<Digest?> ResolveAsync(RegistrySession session, string tag, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest { Method = HttpMethod.Head, Path = $"manifests/{tag}", What = $"manifest '{tag}'", Accept = Accept };
        return session.RunAsync(
            async token =>
            {
                using var answer = await session.SendOnceAsync(request, token).ConfigureAwait(false);
                return StatedDigest(answer);
            },
            cancellationToken);
    }

    /// <summary>The digest that a registry gives of what it has. Null: it gives none that can be read.</summary>
    public static Digest? StatedDigest(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.TryGetValues(DigestHeader, out var values) && Digest.TryParse(values.ToString(), out var digest) ? digest : null;

    private static void Check(byte[] content, Digest? expected, string subject, string image)
    {
        if (expected is not { } digest)
        {
            return;
        }

        var actual = Digest.FromHash(digest.Algorithm, digest.Algorithm == HashAlgorithmName.SHA512 ? SHA512.HashData(content) : SHA256.HashData(content));
        if (actual != digest)
        {
            throw new ImageDamagedException(image, digest, $"{subject} should be {digest} and is {actual}. It is not used. Pull again; if it stays so, the registry or something before it is broken.");
        }
    }
}
